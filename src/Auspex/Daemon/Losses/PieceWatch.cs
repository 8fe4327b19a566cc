using Auspex.Events;
using Auspex.Tables;
using Auspex.Text;

namespace Auspex.Daemon.Losses;

/// <summary>Finds events of system calls that have come without some of their records, for a while after the socket had no room. One thread at a time.</summary>
/// <remarks>
/// <para>The kernel gives up single records, not events: an event may come without its SYSCALL record, and its serial then is no hole. A
/// record counts as missing when the others say so: the SYSCALL record always, its PATH records as <c>items=</c> says, CWD where there are
/// paths, PROCTITLE; but no type that has not come at all, as a rule may exclude it. Records tried again come late, so an event is judged
/// when <see cref="Window"/> later serials came, or after some silence about it.</para>
/// <para>Whoever makes it does so when the socket has overflowed: what is missing lies behind all that it still holds, so serials up to the
/// highest one then are not looked at. Source: kernel/auditsc.c (audit_log_exit), kernel/audit.c (kauditd_send_queue), observed on 6.18.</para>
/// </remarks>
internal sealed class PieceWatch
{
    /// <summary>How many later serials records are waited for.</summary>
    public const int Window = 8192;

    /// <summary>Ticks after which an event of which nothing more came is judged.</summary>
    public const int PatienceTicks = 3;

    /// <summary>
    /// Ticks without an overflow after which there is nothing more to find. Those in which nothing came do not count: a kernel whose records
    /// were refused may keep them for a minute, until somebody has waited in vain for room.
    /// </summary>
    public const int WatchTicks = 60;

    /// <summary>Serials between two such events at most that are told as one loss.</summary>
    private const int MaxApart = 256;

    private readonly Event[] events = new Event[Window];
    private readonly Action<LossRecord> report;
    private readonly uint ignored;
    private Pieces usual;
    private LossRecord open;
    private int tick;
    private int lastOverflow;
    private uint newest;
    private bool hasCome; // a record, since the last tick

    /// <summary>A watch.</summary>
    /// <param name="report">Hears of what is missing.</param>
    /// <param name="highest">The highest serial that came so far.</param>
    public PieceWatch(Action<LossRecord> report, uint highest)
    {
        this.report = report;
        ignored = newest = highest;
    }

    [Flags]
    private enum Pieces : byte
    {
        None = 0,
        Call = 1,
        Path = 2,
        Cwd = 4,
        Title = 8,
        End = 16,
        Ring = 32,
    }

    /// <summary>True once all that could be found has been told.</summary>
    public bool IsOver => tick - lastOverflow > WatchTicks;

    /// <summary>The socket has overflowed again.</summary>
    public void Renew() => lastOverflow = tick;

    /// <summary>Takes in one record of the kernel's.</summary>
    public void Add(RecordType type, uint serial, long milliseconds, ReadOnlySpan<byte> payload)
    {
        var piece = type switch
        {
            RecordType.Syscall => Pieces.Call,
            RecordType.Uringop => Pieces.Call | Pieces.Ring,
            RecordType.Path => Pieces.Path,
            RecordType.Cwd => Pieces.Cwd,
            RecordType.Proctitle => Pieces.Title,
            RecordType.Eoe => Pieces.End,
            _ => Pieces.None, // of other events, or not of all
        };
        hasCome = true;
        if (piece == Pieces.None || (int)(serial - ignored) <= 0) return;
        ref var e = ref events[serial % Window];
        if (e.Has == Pieces.None || e.Serial != serial)
        {
            if (e.Has != Pieces.None)
            {
                if ((int)(serial - e.Serial) < 0) return; // of an event that was judged long ago
                Judge(e);
            }

            e = new Event { Serial = serial, Milliseconds = milliseconds };
            if ((int)(serial - newest) > 0) newest = serial;
        }

        usual |= piece;
        e.Has |= piece;
        e.Tick = tick;
        if (piece == Pieces.Path) e.Paths++;
        else if ((piece & Pieces.Call) != 0) e.Items = ItemsOf(payload);
    }

    /// <summary>A second has passed.</summary>
    public void Tick()
    {
        tick++;
        if (!hasCome) lastOverflow++;
        hasCome = false;
        JudgeUntil(tick - PatienceTicks);
    }

    /// <summary>Nothing more comes.</summary>
    public void Settle() => JudgeUntil(tick);

    private void JudgeUntil(int last)
    {
        for (var i = 1; i <= Window; i++)
        {
            ref var e = ref events[(newest + (uint)i) % Window]; // the oldest first
            if (e.Has == Pieces.None || e.Tick > last) continue;
            Judge(e);
            e = default;
        }

        Close();
    }

    private void Judge(in Event e)
    {
        if (Missing(e) is not (var missing and > 0)) return;
        if (open.Count > 0 && (int)(e.Serial - (uint)open.Last) is > 0 and <= MaxApart)
        {
            open = open with { Count = open.Count + missing, Last = e.Serial, ToMilliseconds = Math.Max(open.ToMilliseconds, e.Milliseconds) };
            return;
        }

        Close();
        open = new LossRecord(LossCause.Socket, missing, e.Serial, e.Serial, e.Milliseconds, e.Milliseconds);
    }

    private int Missing(in Event e)
    {
        var missing = 0;
        if ((e.Has & Pieces.Call) == 0) missing++;
        var paths = (usual & Pieces.Path) != 0 ? Math.Max(e.Items, e.Paths) : e.Paths;
        missing += paths - e.Paths;
        if (paths > 0 && Lacks(e, Pieces.Cwd)) missing++;
        if ((e.Has & Pieces.Ring) == 0 && Lacks(e, Pieces.Title)) missing++; // a ring's events have none
        return missing;
    }

    private bool Lacks(in Event e, Pieces piece) => (usual & piece) != 0 && (e.Has & piece) == 0;

    private void Close()
    {
        if (open.Count > 0) report(open);
        open = default;
    }

    private static int ItemsOf(ReadOnlySpan<byte> payload)
    {
        var at = payload.IndexOf(" items="u8);
        if (at < 0) return 0;
        var rest = payload[(at + " items="u8.Length)..];
        var end = rest.IndexOf((byte)' ');
        return DecimalText.TryParse(end < 0 ? rest : rest[..end], out int items) && items is >= 0 and <= ushort.MaxValue ? items : 0;
    }

    private struct Event
    {
        public long Milliseconds;
        public uint Serial;
        public int Tick;
        public int Items;
        public int Paths;
        public Pieces Has;
    }
}
