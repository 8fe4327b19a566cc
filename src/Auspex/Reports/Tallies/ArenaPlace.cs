namespace Auspex.Reports.Tallies;

/// <summary>Where a text lies in a <see cref="ByteArena"/>.</summary>
internal readonly record struct ArenaPlace(int Block, int Start, int Length);
