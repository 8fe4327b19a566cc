namespace Auspex.Linux.Accounting;

/// <summary>How process accounting is used.</summary>
internal sealed record AccountingOptions
{
    /// <summary>The file to follow, for machines whose accounting writes to an unusual place; null to find out.</summary>
    /// <remarks>With a name, acct(2) is never called.</remarks>
    public string? FollowPath { get; init; }

    /// <summary>Where our own file is kept, on a filesystem with room; made with mode 0700 when missing.</summary>
    public string Directory { get; init; } = "/run/auspex";

    /// <summary>The size in bytes above which our own file is replaced by a new one; 1 MiB (16,384 deaths) unless told.</summary>
    public long RotateBytes { get; init; } = 1 << 20;

    /// <summary>Files that the machine's own accounting may be writing to.</summary>
    /// <remarks>Where psacct or acct of the distributions, and atop, have theirs.</remarks>
    public IReadOnlyList<string> KnownPaths { get; init; } =
    [
        "/var/log/account/pacct", "/var/account/pacct", "/var/log/pacct", "/var/adm/pacct", "/run/pacct_source",
        "/var/run/pacct_source", "/tmp/atop.d/atop.acct", "/var/cache/atop.d/atop.acct",
    ];
}
