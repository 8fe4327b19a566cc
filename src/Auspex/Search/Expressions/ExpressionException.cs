using System.Diagnostics.CodeAnalysis;

namespace Auspex.Search.Expressions;

/// <summary>Carries an error out of the parser's recursion; it does not leave <see cref="Expression.TryParse"/>.</summary>
internal sealed class ExpressionException : Exception
{
    private ExpressionException(ExpressionError error) : base(error.Message) => Error = error;

    public ExpressionError Error { get; }

    [DoesNotReturn]
    public static void Throw(int index, string message) => throw new ExpressionException(new ExpressionError(index, message));
}
