namespace Auspex.Health;

/// <summary>What one check came to.</summary>
/// <param name="Check">The check, such as <c>kernel.build</c>: the same in every version.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="State">What is, in one sentence.</param>
/// <param name="Why">Why it matters; empty where all is well.</param>
/// <param name="Remedy">What to do; empty where nothing is to be done.</param>
/// <param name="Command">A command line that does it; empty where there is none.</param>
internal sealed record Finding(string Check, HealthLevel Level, string State, string Why = "", string Remedy = "", string Command = "");
