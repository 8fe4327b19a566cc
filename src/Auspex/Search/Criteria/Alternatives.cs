using System.Globalization;
using System.Text;

namespace Auspex.Search.Criteria;

/// <summary>Texts under collection, of which one must occur.</summary>
internal sealed class Alternatives
{
    private readonly List<ReadOnlyMemory<byte>> texts = [];
    private bool isPossible = true;

    /// <summary>Adds <paramref name="prefix"/> with <paramref name="text"/> behind it.</summary>
    public Alternatives Add(string prefix, ReadOnlySpan<byte> text)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes(prefix), .. text];
        if (whole.Length == 0) isPossible = false; // is in every line
        else if (!texts.Exists(t => t.Span.SequenceEqual(whole))) texts.Add(whole);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public Alternatives Add(string text) => Add(text, []);

    /// <summary>Adds a number in decimal with <paramref name="prefix"/> before it.</summary>
    public Alternatives AddNumber(string prefix, long number) => Add(prefix + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds an id, and where it means unset its other form.</summary>
    public Alternatives AddId(string prefix, uint id)
    {
        AddNumber(prefix, id);
        return id == Records.FieldValue.UnsetId ? Add(prefix + "-1") : this;
    }

    /// <summary>Adds a text that is part of an untrusted value: as it is, or in hexadecimal of either case.</summary>
    public Alternatives AddEncoded(ReadOnlySpan<byte> text) =>
        Add("", text).Add(Convert.ToHexString(text)).Add(Convert.ToHexStringLower(text));

    /// <summary>Adds an untrusted value that begins with a text, behind <paramref name="prefix"/>.</summary>
    public Alternatives AddValue(string prefix, ReadOnlySpan<byte> text) =>
        Add(prefix + '"', text).Add(prefix, text).Add(prefix + Convert.ToHexString(text)).Add(prefix + Convert.ToHexStringLower(text));

    /// <summary>Adds what <paramref name="other"/> has.</summary>
    public Alternatives Add(ByteRequirement other)
    {
        foreach (var text in other.Alternatives) Add("", text.Span);
        return this;
    }

    /// <summary>Puts the requirement into <paramref name="requirements"/>, if it is one.</summary>
    public void AddTo(List<ByteRequirement> requirements, bool ignoresCase = false)
    {
        if (isPossible && texts.Count > 0) requirements.Add(new ByteRequirement(texts, ignoresCase));
    }
}
