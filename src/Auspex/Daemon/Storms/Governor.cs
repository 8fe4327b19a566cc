using System.Globalization;
using System.Text;
using Auspex.Daemon.Records;
using Auspex.Records;
using Auspex.Tables;

namespace Auspex.Daemon.Storms;

/// <summary>Folds what a key or a program logs beyond its budget of events a second into counted summaries.</summary>
/// <remarks>
/// Only events whose first record is SYSCALL are folded, with all their records; a second is one of the records' own time, and ends with a
/// second of ours at the latest: where the clock was set back, or a stamp is from the future, the records' time would stand. Bounded:
/// 256 kinds of events apart, the rest is counted as <c>key=other</c>. One thread at a time. Nothing is allocated for a record.
/// </remarks>
internal sealed class Governor : IStormGate
{
    private const int MaxRows = 256;
    private const int Remembered = 64;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly RateTable keys;
    private readonly RateTable programs;
    private readonly Func<string, string?>? ruleOf;
    private readonly TimeProvider time;
    private readonly Lock guard = new();
    private readonly Dictionary<string, long> byRule = new(StringComparer.Ordinal);
    private readonly FoldedRow[] rows = [.. Enumerable.Range(0, MaxRows).Select(static _ => new FoldedRow())];
    private readonly long[] folded = new long[Remembered];
    private readonly long[] kept = new long[Remembered];
    private readonly byte[] name = new byte[FoldedRow.MaxBytes];
    private int foldedNext;
    private int keptNext;
    private int count;
    private int taken;
    private bool isDue;
    private long second;
    private long secondBegan; // by our clock

    /// <summary>A governor that has folded nothing.</summary>
    /// <param name="keyBudget">Events a second for each key; 0 for no budget.</param>
    /// <param name="programBudget">Events a second for each program; 0 for no budget.</param>
    /// <param name="ruleOf">The loaded rule with a key, as auditctl -l writes it, or null where it is not known.</param>
    /// <param name="time">The clock that nobody sets.</param>
    public Governor(int keyBudget, int programBudget, Func<string, string?>? ruleOf = null, TimeProvider? time = null)
    {
        keys = new RateTable(keyBudget);
        programs = new RateTable(programBudget);
        this.ruleOf = ruleOf;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Events folded since it was made, by the rule that asks for them, or by key where the rule is not known. From any thread.</summary>
    public IReadOnlyList<(string Rule, long Count)> FoldedByRule
    {
        get
        {
            lock (guard) return [.. byRule.Select(static r => (r.Key, r.Value))];
        }
    }

    /// <summary>Events folded since it was made.</summary>
    public long Folded { get; private set; }

    /// <inheritdoc/>
    public bool Admits(in RecordView record, ReadOnlySpan<byte> payload)
    {
        if (record.Error != RecordError.None) return true;
        var milliseconds = record.Stamp.Milliseconds;
        var serial = ((long)record.Stamp.Serial << 31) ^ milliseconds ^ long.MinValue; // never 0, which stands for none
        if (folded.AsSpan().Contains(serial)) return false;
        if (kept.AsSpan().Contains(serial)) return true;
        if (record.Type == RecordType.Syscall && IsOver(payload, milliseconds))
        {
            folded[foldedNext++] = serial;
            foldedNext %= Remembered;
            Fold(payload, milliseconds);
            return false;
        }

        kept[keptNext++] = serial;
        keptNext %= Remembered;
        return true;
    }

    /// <summary>Makes all summaries due: the daemon ends, or nothing has come for a second.</summary>
    public void Finish() => isDue = count > 0;

    /// <inheritdoc/>
    public bool TryTakeSummary(out string text)
    {
        text = "";
        if (!isDue) return false;
        if (taken == count)
        {
            taken = count = 0;
            isDue = false;
            return false;
        }

        var row = rows[taken++];
        var cause = Encoding.Latin1.GetString(row.Text);
        var key = cause[4..(cause.IndexOf(' ', StringComparison.Ordinal) is var end and > 0 ? end : cause.Length)];
        var rule = ruleOf?.Invoke(key.Trim('"'));
        lock (guard)
        {
            var name = rule ?? "key=" + key;
            if (byRule.Count >= MaxRows && !byRule.ContainsKey(name)) name = "other";
            byRule[name] = byRule.GetValueOrDefault(name) + row.Count;
        }

        text = string.Create(
            CultureInfo.InvariantCulture,
            $"op=storm {cause}{RuleField(rule)} count={row.Count} from={Time(row.From)} to={Time(row.To)} res=success");
        return true;
    }

    /// <summary>The rule as a field; in hexadecimal, as audit writes text that could be taken for something else, where it has a quote.</summary>
    private static string RuleField(string? rule) => rule is null ? ""
        : rule.Contains('"', StringComparison.Ordinal) ? " rule=" + Convert.ToHexString(Encoding.UTF8.GetBytes(rule)) : $" rule=\"{rule}\"";

    private static string Time(long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:000}");

    private bool IsOver(ReadOnlySpan<byte> payload, long milliseconds)
    {
        var now = time.GetTimestamp();
        if (milliseconds / 1000 > second || time.GetElapsedTime(secondBegan, now) >= Second)
        {
            (second, secondBegan) = (milliseconds / 1000, now);
            keys.Clear();
            programs.Clear();
            isDue |= count > 0;
        }

        var key = PayloadValue.Last(payload, " key="u8);
        var isKeyOver = !key.SequenceEqual("(null)"u8) && keys.IsOver(key);
        return programs.IsOver(PayloadValue.Last(payload, " exe="u8)) || isKeyOver;
    }

    private void Fold(ReadOnlySpan<byte> payload, long milliseconds)
    {
        Folded++;
        var length = 0;
        Append(ref length, "key="u8, PayloadValue.Last(payload, " key="u8));
        Append(ref length, " exe="u8, PayloadValue.Last(payload, " exe="u8));
        Append(ref length, " syscall="u8, PayloadValue.Last(payload, " syscall="u8));
        Append(ref length, " success="u8, PayloadValue.Last(payload, " success="u8));
        RowOf(name.AsSpan(0, length)).Add(milliseconds);
    }

    private void Append(ref int length, ReadOnlySpan<byte> label, ReadOnlySpan<byte> value)
    {
        if (value.Length > 200) value = "long"u8;
        label.CopyTo(name.AsSpan(length));
        value.CopyTo(name.AsSpan(length + label.Length));
        length += label.Length + value.Length;
    }

    private FoldedRow RowOf(ReadOnlySpan<byte> text)
    {
        for (var i = taken; i < count; i++)
        {
            if (rows[i].Text.SequenceEqual(text)) return rows[i];
        }

        if (count == MaxRows) return rows[MaxRows - 1];
        var row = rows[count++];
        row.Name(count == MaxRows ? "key=other"u8 : text);
        return row;
    }
}
