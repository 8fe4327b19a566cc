using System.Text.Json;
using Auspex.Outputs.SearchFormats;
using Auspex.Tests.Interpretation;
using Auspex.Tests.Support;

namespace Auspex.Tests.Outputs;

/// <summary>Events as JSON. Source: docs/ausearch-json.md.</summary>
public sealed class JsonFormatTests
{
    [Fact]
    public void Lists_of_old_daemons_are_fields()
    {
        using var json = Write(
            "USER_START user pid=13015 uid=0 auid=0 msg='PAM: session open acct=root : exe=\"/usr/sbin/crond\" (hostname=?, addr=?, terminal=cron res=success)'");
        var fields = Fields(json);
        foreach (var (name, value) in new[] { ("hostname", "?"), ("addr", "?"), ("terminal", "cron"), ("res", "success") })
        {
            Assert.Equal(value, fields.GetProperty(name).GetProperty("raw").GetString());
            Assert.Equal(value, fields.GetProperty(name).GetProperty("value").GetString());
        }
    }

    [Theory]
    [InlineData("family=\"inet\"", "inet")]
    [InlineData("flags=\"rw, rprivate\"", "rw, rprivate")]
    [InlineData("mode=enforcing", "enforcing")]
    [InlineData("uid=vagrant", "vagrant")]
    public void A_word_is_no_number(string field, string value)
    {
        using var json = Write("AVC " + field);
        Assert.Equal(value, Fields(json).GetProperty(field.Split('=')[0]).GetProperty("value").GetString());
    }

    /// <summary>Fields that come again are remembered as they looked: in every record they look as in the first that a new format writes.</summary>
    [Fact]
    public void What_is_remembered_looks_as_if_it_were_not()
    {
        var random = Seeded.New(out var seed);
        var remembering = new JsonFormat(new FixedNames());
        for (var i = 0; i < 5000; i++)
        {
            var record = RandomRecord(random);
            Assert.True(EventFormats.Write(new JsonFormat(new FixedNames()), record) == EventFormats.Write(remembering, record), $"{seed}: {record}");
        }
    }

    /// <summary>A record of few names and few values, so that they meet; half of them enriched, some with names of the wrong case or told twice.</summary>
    private static string RandomRecord(Random random)
    {
        string[] types = ["SYSCALL", "PATH", "EXECVE", "AVC", "USER_TTY", "NETFILTER_PKT", "MQ_OPEN", "ADD_GROUP", "URINGOP", "SECCOMP", "TRUSTED_APP", "FANOTIFY"];
        string[] names = ["arch", "syscall", "a0", "a1", "a2", "uid", "auid", "gid", "id", "hook", "family", "fan_type", "fan_info", "mode", "saddr", "name", "exit", "res", "key", "msg", "x"];
        string[] values = ["0", "1", "2", "3", "59", "c000003e", "40000003", "4294967295", "-13", "5001", "\"/etc/passwd\"", "6C73", "?", "(null)", "02000016C0A80001", "0100644", new string('7', 60)];
        string[] enriched = ["root", "\"a b\"", "unknown-1", "x86_64", "execve"];
        string One(string[] from) => from[random.Next(from.Length)];
        var fields = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"{(random.Next(20) == 0 ? "(" : "")}{One(names)}={One(values)}"));
        var more = random.Next(2) == 0 ? "" : "\u001d" + string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => $"{(random.Next(9) == 0 ? One(names) : One(names).ToUpperInvariant())}={One(enriched)}"));
        return $"{One(types)} {fields}{more}";
    }

    private static JsonDocument Write(string record) => JsonDocument.Parse(EventFormats.Write(new JsonFormat(new FixedNames()), record));

    private static JsonElement Fields(JsonDocument json) => json.RootElement.GetProperty("records")[0].GetProperty("fields");
}
