namespace Auspex.Tool.Suite.Ausearch;

/// <summary>How events are written.</summary>
internal enum FormatKind
{
    /// <summary>Not said: as <see cref="Default"/>, and another one may still follow.</summary>
    Unset,

    /// <summary><c>--format default</c>.</summary>
    Default,

    /// <summary><c>--raw</c>.</summary>
    Raw,

    /// <summary><c>--interpret</c>.</summary>
    Interpret,

    /// <summary><c>--format csv</c>.</summary>
    Csv,

    /// <summary><c>--format text</c>.</summary>
    Text,

    /// <summary><c>--format json</c>, which 4.2.2 lacks.</summary>
    Json,

    /// <summary><c>--format ecs</c>, which 4.2.2 lacks.</summary>
    Ecs,
}
