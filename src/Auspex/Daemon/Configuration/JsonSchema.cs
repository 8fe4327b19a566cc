namespace Auspex.Daemon.Configuration;

/// <summary>What the members of a JSON line are.</summary>
internal enum JsonSchema
{
    /// <summary>Our own: docs/ausearch-json.md.</summary>
    Auspex = 0,

    /// <summary>The Elastic Common Schema: docs/ecs.md.</summary>
    Ecs,
}
