using System.Text.Json;
using Auspex.Outputs.SearchFormats;
using Auspex.Tests.Interpretation;

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

    private static JsonDocument Write(string record) => JsonDocument.Parse(EventFormats.Write(new JsonFormat(new FixedNames()), record));

    private static JsonElement Fields(JsonDocument json) => json.RootElement.GetProperty("records")[0].GetProperty("fields");
}
