namespace Auspex.Daemon.Configuration;

/// <summary>A plugin as its file in plugins.d describes it. Source: auditd-plugins(5); spec 8.1.</summary>
internal sealed record PluginConfig
{
    /// <summary>The file's name without its ending: what the plugin is called.</summary>
    public required string Name { get; init; }

    /// <summary><c>active</c>.</summary>
    public bool IsActive { get; init; }

    /// <summary><c>path</c>: the program.</summary>
    public string? Path { get; init; }

    /// <summary><c>args</c>: its arguments, without its name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary><c>format</c>: true for binary frames, false for lines.</summary>
    public bool IsBinary { get; init; }

    /// <summary>True when another configuration would start the same program in the same way.</summary>
    public bool IsSame(PluginConfig other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Name == other.Name && Path == other.Path && IsBinary == other.IsBinary && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);
    }
}
