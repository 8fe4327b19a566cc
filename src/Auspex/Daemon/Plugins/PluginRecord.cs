using Auspex.Tables;

namespace Auspex.Daemon.Plugins;

/// <summary>One record as the daemon hands it to a plugin. It owns nothing: the bytes are the <see cref="PluginInput"/>'s.</summary>
internal readonly ref struct PluginRecord
{
    /// <summary>The bytes as they came: a frame with its header, or a line without its end.</summary>
    public ReadOnlySpan<byte> Raw { get; init; }

    /// <summary>The text alone: a line, or what the kernel sent where <see cref="IsKernelText"/>.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>True when it came as a frame.</summary>
    public bool IsFrame { get; init; }

    /// <summary>True when the text has no <c>type=</c>: a frame of version 0.</summary>
    public bool IsKernelText { get; init; }

    /// <summary>The type in the frame's header; <see cref="RecordType.Unknown"/> for lines.</summary>
    public RecordType Type { get; init; }
}
