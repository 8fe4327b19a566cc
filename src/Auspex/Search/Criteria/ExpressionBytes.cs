using System.Text;
using Auspex.Search.Expressions;

namespace Auspex.Search.Criteria;

/// <summary>What an expression requires of bytes, where that is simple to say.</summary>
internal static class ExpressionBytes
{
    /// <summary>Adds the requirements of <paramref name="expression"/>.</summary>
    public static void Add(Expression expression, List<ByteRequirement> requirements) => Add(expression.Root, requirements);

    private static void Add(Condition condition, List<ByteRequirement> requirements)
    {
        switch (condition)
        {
            case JoinedCondition { IsAnd: true } all:
                foreach (var part in all.Parts) Add(part, requirements);
                break;
            case JoinedCondition any:
                AddEither(any.Parts, requirements);
                break;
            case TypeComparison { Comparison: ComparisonOperator.Equal } type when type.Type >= 0:
                var types = new Alternatives();
                RequiredBytes.AddType(type.Type, types);
                types.AddTo(requirements, ignoresCase: true);
                break;
            case IdComparison { Comparison: ComparisonOperator.Equal } id:
                new Alternatives().AddId(Encoding.UTF8.GetString(id.Field.Span) + '=', id.Id).AddTo(requirements);
                break;
            case TextComparison { Comparison: ComparisonOperator.RawEqual } text:
                AddRaw(text, requirements);
                break;
        }
    }

    private static void AddRaw(TextComparison text, List<ByteRequirement> requirements)
    {
        var name = text.Field.Span;
        if (text.Value.IsEmpty || name.SequenceEqual("key"u8)) return; // one of several keys is in hexadecimal, however it is asked for
        if (name.SequenceEqual("seresult"u8) || name.SequenceEqual("seperms"u8)) new Alternatives().Add("", text.Value.Span).AddTo(requirements);
        else new Alternatives().Add("", [.. name, (byte)'=', .. text.Value.Span]).AddTo(requirements);
    }

    /// <summary>One of several conditions must hold: of each the requirement with the fewest texts, if all have one.</summary>
    private static void AddEither(IReadOnlyList<Condition> parts, List<ByteRequirement> requirements)
    {
        var either = new Alternatives();
        var ignoresCase = false;
        foreach (var part in parts)
        {
            var own = new List<ByteRequirement>();
            Add(part, own);
            if (own.Count == 0) return;
            var best = own.MinBy(r => r.Alternatives.Count)!;
            either.Add(best);
            ignoresCase |= best.IgnoresCase;
        }

        either.AddTo(requirements, ignoresCase);
    }
}
