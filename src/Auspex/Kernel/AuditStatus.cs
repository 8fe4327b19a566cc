using System.Runtime.InteropServices;

namespace Auspex.Kernel;

/// <summary>The state of the kernel's audit: the answer to AUDIT_GET.</summary>
/// <remarks>
/// Eleven 32-bit words in the machine's own order. Older kernels send fewer: what they do not send is 0 here, and
/// <see cref="WordCount"/> tells. Source: linux/audit.h 6.18, <c>struct audit_status</c>.
/// </remarks>
internal readonly record struct AuditStatus
{
    /// <summary>The size of the structure in current kernels.</summary>
    public const int SizeBytes = 44;

    /// <summary>The least that any kernel sends: up to <see cref="Backlog"/>.</summary>
    public const int MinSizeBytes = 32;

    /// <summary>How many words the kernel sent, 8 to 11.</summary>
    public int WordCount { get; init; }

    /// <summary>Whether events are made, and whether that may still change.</summary>
    public EnabledState Enabled { get; init; }

    /// <summary>What happens when a record is lost.</summary>
    public FailureMode Failure { get; init; }

    /// <summary>The pid of the registered auditor as seen from this pid namespace, 0 for none.</summary>
    public int AuditorPid { get; init; }

    /// <summary>Records a second that are let through, 0 for all.</summary>
    public uint RateLimit { get; init; }

    /// <summary>Records that may wait for the auditor before makers of events are held up; 0 for no limit.</summary>
    public uint BacklogLimit { get; init; }

    /// <summary>Records lost since boot, or since the count was set back.</summary>
    public uint Lost { get; init; }

    /// <summary>Records that wait now.</summary>
    public uint Backlog { get; init; }

    /// <summary>What this kernel can do.</summary>
    public KernelAbilities Abilities { get; init; }

    /// <summary>How long the maker of an event waits for room in the backlog, in the kernel's clock ticks (HZ).</summary>
    public uint BacklogWaitTime { get; init; }

    /// <summary>How long makers of events have waited in all, in the kernel's clock ticks (HZ).</summary>
    public uint BacklogWaitTimeActual { get; init; }

    /// <summary>Reads the payload of an answer to AUDIT_GET. More bytes than are known are ignored.</summary>
    /// <returns>False when there are fewer than <see cref="MinSizeBytes"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> payload, out AuditStatus status)
    {
        if (payload.Length < MinSizeBytes)
        {
            status = default;
            return false;
        }

        Span<uint> words = stackalloc uint[SizeBytes / sizeof(uint)];
        words.Clear();
        var size = Math.Min(payload.Length, SizeBytes) & ~3;
        payload[..size].CopyTo(MemoryMarshal.AsBytes(words));
        status = new AuditStatus
        {
            WordCount = size / sizeof(uint),
            Enabled = (EnabledState)words[1],
            Failure = (FailureMode)words[2],
            AuditorPid = (int)words[3],
            RateLimit = words[4],
            BacklogLimit = words[5],
            Lost = words[6],
            Backlog = words[7],
            Abilities = (KernelAbilities)words[8],
            BacklogWaitTime = words[9],
            BacklogWaitTimeActual = words[10],
        };
        return true;
    }

    /// <summary>Writes the payload of AUDIT_SET: all words, of which the kernel heeds those in <paramref name="mask"/>.</summary>
    /// <param name="mask">The words to set.</param>
    /// <param name="destination">At least <see cref="SizeBytes"/> bytes.</param>
    public void Write(StatusMask mask, Span<byte> destination)
    {
        ReadOnlySpan<uint> words =
        [
            (uint)mask, (uint)Enabled, (uint)Failure, (uint)AuditorPid, RateLimit, BacklogLimit, Lost, Backlog,
            (uint)Abilities, BacklogWaitTime, BacklogWaitTimeActual,
        ];
        MemoryMarshal.AsBytes(words).CopyTo(destination);
    }
}
