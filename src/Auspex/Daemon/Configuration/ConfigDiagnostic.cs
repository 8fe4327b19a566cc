using System.Globalization;

namespace Auspex.Daemon.Configuration;

/// <summary>A finding in a configuration file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Column">The column, from 1; 0 for the line as a whole.</param>
/// <param name="IsError">False for a warning: the file is taken all the same.</param>
/// <param name="Message">What auditd says of it.</param>
/// <param name="Advice">What would be right; empty where the message says all.</param>
internal sealed record ConfigDiagnostic(string Path, int Line, int Column, bool IsError, string Message, string Advice)
{
    /// <summary><c>file(line,column): message — what would be right</c>.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Math.Max(Column, 1)})");
        return Advice.Length == 0 ? $"{place}: {Message}" : $"{place}: {Message} — {Advice}";
    }
}
