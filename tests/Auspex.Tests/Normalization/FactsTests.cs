using System.Globalization;
using System.Text;
using Auspex.Normalization;
using Auspex.Tables;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Normalization;

/// <summary>Kinds, classes and names against the facts.</summary>
public sealed class FactsTests
{
    [Theory]
    [InlineData(EventKind.SystemServices, "system-services")]
    [InlineData(EventKind.Tty, "TTY")]
    [InlineData(EventKind.AnomalyResponse, "anomaly-response")]
    [InlineData(EventKind.GroupChange, "group-change")]
    [InlineData(EventKind.Bpf, "bpf-program")]
    public void Kinds_of_events_have_their_words(EventKind kind, string word) => Assert.Equal(word, Word(EventKinds.Table, (uint)kind));

    [Theory]
    [InlineData(ObjectKind.Fifo, "fifo")]
    [InlineData(ObjectKind.SymbolicLink, "symlink")]
    [InlineData(ObjectKind.AuditRule, "admin-defined-rule")]
    [InlineData(ObjectKind.FileSystem, "file-system")]
    [InlineData(ObjectKind.ProcessGroup, "process-group")]
    public void Kinds_of_objects_have_their_words(ObjectKind kind, string word) => Assert.Equal(word, Word(ObjectKinds.Table, (uint)kind));

    [Fact]
    public void Every_kind_has_a_word_and_every_word_a_kind()
    {
        Assert.Equal(Enum.GetValues<EventKind>().Select(k => (uint)k), Values(EventKinds.Table));
        Assert.Equal(Enum.GetValues<ObjectKind>().Select(k => (uint)k), Values(ObjectKinds.Table));
    }

    [Fact]
    public void Every_system_call_of_the_facts_has_its_class()
    {
        var rows = File.ReadLines(Shared.Path("facts/normalize-syscall-map.tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        Assert.Equal(117, rows.Count);
        foreach (var row in rows)
        {
            var number = int.Parse(row[0], CultureInfo.InvariantCulture);
            Assert.True(Enum.IsDefined((SyscallClass)number), row[1]);
            Assert.Equal(number, SyscallClasses.Of(Encoding.ASCII.GetBytes(row[2])));
            Assert.Equal(number, SyscallClasses.Of(Encoding.ASCII.GetBytes(row[2].ToUpperInvariant())));
        }

        Assert.Equal(0, SyscallClasses.Of("read"u8));
        Assert.Equal(0, SyscallClasses.Of(default));
    }

    [Fact]
    public void Every_record_type_of_the_facts_has_its_action()
    {
        foreach (var row in File.ReadLines(Shared.Path("facts/normalize-record-map.tsv")).Skip(1).Select(l => l.Split('\t')))
        {
            Assert.Equal(row[2], Word(RecordActions.Table, uint.Parse(row[0], CultureInfo.InvariantCulture)));
        }
    }

    private static string Word(NameTable table, uint value) => table.TryGetName(value, out var word) ? Encoding.ASCII.GetString(word) : "";

    private static List<uint> Values(NameTable table)
    {
        var values = new List<uint>();
        for (var i = 0; i < table.Count; i++) values.Add(table.Value(i));
        return values;
    }
}
