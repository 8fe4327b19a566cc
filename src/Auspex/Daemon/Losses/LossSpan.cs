using System.Globalization;

namespace Auspex.Daemon.Losses;

/// <summary>What is missing, as the log will say it.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Count">How many; events for serials and restarts, records otherwise; 0 when not known.</param>
/// <param name="First">The first serial that is missing, or 0.</param>
/// <param name="Last">The last one, or 0.</param>
/// <param name="FromMilliseconds">When it began, since 1970-01-01 UTC.</param>
/// <param name="ToMilliseconds">When it ended.</param>
/// <param name="Consumer">Whose records, for <see cref="LossCause.Consumer"/>.</param>
public readonly record struct LossSpan(
    LossCause Cause, long Count, ulong First, ulong Last, long FromMilliseconds, long ToMilliseconds, string? Consumer = null)
{
    /// <summary>The body of its DAEMON_ERR record: <c>op=lost cause=kernel count=7 from=… to=… res=failed</c>.</summary>
    public string Text
    {
        get
        {
            var cause = Cause switch
            {
                LossCause.Kernel => "kernel",
                LossCause.Serials => "serials",
                LossCause.Socket => "socket",
                LossCause.Queue => "queue",
                LossCause.Disk => "disk",
                LossCause.Consumer => "consumer",
                LossCause.Restart => "restart",
                LossCause.Removed => "removed",
                _ => "budget",
            };
            var serials = Last == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" first={First} last={Last}");
            var consumer = Consumer is null ? "" : $" consumer={Consumer}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"op=lost cause={cause}{consumer} count={Count}{serials} from={Stamp(FromMilliseconds)} to={Stamp(ToMilliseconds)} res=failed");
        }
    }

    private static string Stamp(long milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:D3}");
}
