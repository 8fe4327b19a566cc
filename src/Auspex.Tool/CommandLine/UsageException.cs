namespace Auspex.Tool.CommandLine;

/// <summary>The command line is wrong. The message says what, and what would be right; the program ends with exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
