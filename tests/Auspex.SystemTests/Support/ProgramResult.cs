using System.Text;

namespace Auspex.SystemTests.Support;

/// <summary>What a program that has ended left behind.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="OutputBytes">What it wrote on standard output.</param>
/// <param name="Errors">What it wrote on standard error.</param>
internal sealed record ProgramResult(int ExitCode, byte[] OutputBytes, string Errors)
{
    /// <summary>What it wrote on standard output.</summary>
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>The lines of <see cref="Output"/>.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
