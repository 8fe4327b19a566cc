using System.Text;
using Auspex.Outputs;
using Auspex.Tests.Support;
using Auspex.Text;

namespace Auspex.Tests.Outputs;

public sealed class EventCsvTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_time_that_no_calendar_holds_leaves_the_columns_where_they_are(bool hasTime)
    {
        var log = Encoding.ASCII.GetBytes("type=USER_LOGIN msg=audit(253402300800.134:1): pid=1 uid=0 auid=0 ses=1 msg='op=login id=1 terminal=t res=success'\n");
        var rows = EventFormats.Write(EventFormats.Csv(new EventCsvOptions { HasTime = hasTime }), log).Output.Split('\n');
        var (header, row) = (rows[0].Split(','), rows[1].Split(','));
        Assert.Equal(header.Length, row.Length);
        Assert.Equal("253402300800", row[Array.IndexOf(header, "DATE")]);
        Assert.Equal("1", row[Array.IndexOf(header, "SERIAL_NUM")]);
        Assert.Equal("success", row[Array.IndexOf(header, "RESULT")]);
    }

    private const string Exec = "SYSCALL arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=0 auid=1 uid=0 ses=3 comm=\"x\" exe=\"/bin/x\" key=\"a,b\"";

    [Fact]
    public void Every_kind_of_event_is_written_as_it_stands_in_the_reviewed_files()
    {
        var log = File.ReadAllBytes(TestFiles.Data("normalization/kinds.log"));
        Golden.Check(TestFiles.Data("normalization/kinds.csv"), EventFormats.Write(EventFormats.Csv(EventFormats.Extra), log).Output);
        Golden.Check(TestFiles.Data("normalization/kinds.txt"), EventFormats.Write(EventFormats.Sentence(), log).Output);
    }

    [Theory]
    [InlineData("Asia/Kolkata", "+05:30")]
    [InlineData("America/St_Johns", "-03:30")]
    [InlineData("Asia/Kathmandu", "+05:45")]
    [InlineData("UTC", "+00:00")]
    public void The_distance_to_utc_has_its_minutes(string zone, string offset) // docs/differences.md, gmt-offset
    {
        var csv = EventFormats.Write(EventFormats.Csv(new EventCsvOptions { HasTime = true }, TimeZoneInfo.FindSystemTimeZoneById(zone)), Exec);
        Assert.Equal(offset, csv.Split('\n')[1].Split(',')[10]);
    }

    [Fact]
    public void Columns_that_were_not_asked_for_are_left_out()
    {
        const string usual = "NODE,EVENT,DATE,TIME,SERIAL_NUM,EVENT_KIND,SESSION,SUBJ_PRIME,SUBJ_SEC,SUBJ_KIND,ACTION,RESULT,OBJ_PRIME,OBJ_SEC,OBJ_KIND,HOW";
        var csv = EventFormats.Write(EventFormats.Csv(), Exec);
        Assert.Equal(usual + "\n,SYSCALL,11/14/23,22:13:20,7,audit-rule,3,daemon,root,privileged-acct,executed,success,,,file,/bin/x\n", csv);
        Assert.StartsWith(usual + ",KEY\n", EventFormats.Write(EventFormats.Csv(new EventCsvOptions { HasKey = true }), Exec), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_quoted_only_when_asked_for() // docs/differences.md, csv-quote
    {
        string[] records = [Exec, "CWD cwd=\"/\"", "PATH item=0 name=2F6122622C63 inode=1 mode=0100644 nametype=NORMAL"];
        var options = new EventCsvOptions { HasKey = true };
        Assert.Contains(",/a\"b,c,1,file,/bin/x,a,b\n", EventFormats.Write(EventFormats.Csv(options), records), StringComparison.Ordinal);
        Assert.Contains(
            ",\"/a\"\"b,c\",1,file,/bin/x,\"a,b\"\n", EventFormats.Write(EventFormats.Csv(options with { IsQuoted = true }), records), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_end_in_a_value_splits_no_quoted_row()
    {
        string[] records = [Exec, "CWD cwd=\"/\"", "PATH item=0 name=2F610A62 inode=1 mode=0100644 nametype=NORMAL"];
        var raw = EventFormats.Csv(new EventCsvOptions { IsQuoted = true }, mode: EscapeMode.Raw);
        Assert.Contains(",\"/a\nb\",", EventFormats.Write(raw, records), StringComparison.Ordinal);
        Assert.Contains(",/a\\012b,", EventFormats.Write(EventFormats.Csv(), records), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_table_has_all_columns_in_every_row()
    {
        var log = File.ReadAllBytes(TestFiles.Data("normalization/kinds.log"));
        var text = EventFormats.Write(EventFormats.Csv(EventFormats.Extra with { IsQuoted = true }), log).Output;
        var rows = text.Split('\n')[..^1];
        Assert.All(rows, row => Assert.Equal(27, Columns(row)));
        var failed = EventFormats.Write(EventFormats.Csv(EventFormats.Extra with { IsQuoted = true }), "URINGOP uring_op=18", "CWD cwd=\"/\"");
        Assert.Equal(27, Columns(failed.Split('\n')[1]));
    }

    [Fact]
    public void An_unknown_type_is_named_as_the_record_names_it()
    {
        var log = Encoding.ASCII.GetBytes("type=UNKNOWN[1777] msg=audit(1700000000.100:7): a=b\ntype=CWD msg=audit(1700000000.100:7): cwd=\"/\"\n");
        Assert.Equal("error normalizing UNKNOWN[1777]\n", EventFormats.Write(EventFormats.Csv(), log).Messages);
    }

    private static int Columns(string row)
    {
        var count = 1;
        var quoted = false;
        foreach (var c in row)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) count++;
        }

        return count;
    }
}
