using System.Diagnostics;
using Auspex.Search.Criteria;
using Auspex.Search.Expressions;
using Auspex.Tests.Interpretation;

namespace Auspex.Tests.Search.Expressions;

public sealed class ExpressionTests
{
    private const string Record =
        "node=h type=AVC msg=audit(1700000000.100:7): avc:  denied  { read write } for  pid=14 comm=\"a b\" uid=1 a1=\"[x]\" key=65786563206F6E65016578 res=failed, \u001dUID=\"daemon\"";

    [Theory]
    [InlineData("pid r= 14", true)]
    [InlineData("pid r=14", true)]
    [InlineData("comm r= \"\\\"a b\\\"\"", true)]
    [InlineData("comm i= \"a b\" && !(uid == 2)", true)]
    [InlineData("uid i= daemon || nosuch r= x", true)]
    [InlineData("nosuch r!= x", false)]
    [InlineData("!nosuch r!= x", true)]
    [InlineData("uid r= 1 && uid r= 2 || pid r= 14", true)]
    [InlineData("uid r= 1 && (uid r= 2 || pid r= 15)", false)]
    [InlineData("uid >= 1 && uid <= 1 && !(uid < 1) && !(uid > 1) && uid !== 0", true)]
    [InlineData("uid < \"-1\"", true)]
    [InlineData("node r= h && type i= AVC", true)]
    [InlineData("seresult r= denied && seperms i= \"read,write\"", true)]
    [InlineData("key i= ex && key i= \"exec one\"", true)]
    [InlineData("key r= \"\\\"ex\\\"\" && key r= 65786563206F6E65", true)]
    [InlineData("res r= failed", true)]
    [InlineData("\\record_type == avc && \\record_type > 1399", true)]
    [InlineData("\\timestamp == ts:1700000000.100 && \\timestamp_ex < ts:1700000000.100:8", true)]
    [InlineData("\\timestamp_ex > ts:1700000000.099:8", true)]
    [InlineData("\\regexp /denied +\\{ read/", true)]
    [InlineData("\\regexp /a1=\"[[][a-z]]\"/", true)]
    [InlineData("\\regexp /pid=[[:digit:]]+ comm/", true)]
    [InlineData("\\regexp \"type=(AVC|X)\"", true)]
    [InlineData("\\regexp /UID=/", false)]
    public void A_record_meets_it_or_not(string text, bool expected)
    {
        Assert.True(Expression.TryParse(text, out var expression, out var error), error.ToString());
        var matcher = new ExpressionMatcher(expression, new FixedNames());
        Assert.Equal(expected, Assert.Single(Logs.Select(Record, matcher.Matches)));
    }

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("auid", 4, "a comparison is missing at the end: one of r=")]
    [InlineData("auid 5", 5, "before '5'")]
    [InlineData("auid ==", 7, "a value is missing at the end")]
    [InlineData("auid = 5", 5, "write r=")]
    [InlineData("auid != 5", 5, "r!=")]
    [InlineData("auid == alice", 8, "compare the name with i=")]
    [InlineData("syscall == 5", 0, "only users and groups are compared as numbers")]
    [InlineData("auid r= \"x", 8, "the closing \" is missing")]
    [InlineData("auid r= \"\\n\"", 9, "no escape")]
    [InlineData("name r= /x/", 8, "a pattern stands only after \\regexp")]
    [InlineData("tty r= (none)", 7, "double quotes")]
    [InlineData("a r= b c", 7, "the expression ends before 'c'")]
    [InlineData("(auid == 1", 10, "')' is missing, for the '(' at character 1")]
    [InlineData("auid == 1)", 9, "the expression ends before ')'")]
    [InlineData("&& a r= b", 0, "cannot begin with '&&'")]
    [InlineData("a r= b & c r= d", 7, "write &&")]
    [InlineData("a r= b &&", 9, "a condition is missing at the end")]
    [InlineData("\\bogus == 1", 1, "there is no \\bogus; there are \\timestamp")]
    [InlineData("\\timestamp == 5", 14, "write ts:SECONDS.MILLISECONDS")]
    [InlineData("\\timestamp == ts:5.1000", 14, "more than 999")]
    [InlineData("\\timestamp_ex == ts:5.1", 17, "SERIAL")]
    [InlineData("\\record_type == BOGUS", 16, "no type of record")]
    [InlineData("\\record_type r= AVC", 1, "not as text")]
    [InlineData("\\regexp /(/", 8, "no pattern")]
    [InlineData("\\regexp /(a)\\1/", 8, "plain extended regular expression")]
    [InlineData("\\regexp", 7, "write it between slashes")]
    [InlineData("a r= é", 5, "cannot begin a word")]
    public void An_error_says_where_and_what_would_be_right(string text, int index, string message)
    {
        Assert.False(Expression.TryParse(text, out _, out var error));
        Assert.Equal(index, error.Index);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_and_length_have_limits()
    {
        Assert.True(Expression.TryParse(new string('!', 150) + "a r= b", out _, out _));
        Assert.False(Expression.TryParse(new string('(', 100_000), out _, out var length));
        Assert.Contains("at most 65536", length.Message, StringComparison.Ordinal);
        Assert.False(Expression.TryParse(new string('(', 1000), out _, out var depth));
        Assert.Contains("more than 200", depth.Message, StringComparison.Ordinal);
        Assert.True(Expression.TryParse(string.Join(" && ", Enumerable.Repeat("pid r= 14", 4000)), out var chain, out _));
        Assert.True(Assert.Single(Logs.Select(Record, new ExpressionMatcher(chain!, new FixedNames()).Matches)));
    }

    [Fact]
    public void A_hostile_pattern_does_not_hang()
    {
        Assert.True(Expression.TryParse("\\regexp /(a+)+$/", out var expression, out _));
        var matcher = new EventMatcher(new SearchCriteria { Expression = expression }, new FixedNames());
        var clock = Stopwatch.StartNew();
        Assert.False(Assert.Single(Logs.Select($"type=USER msg=audit(1700000000.100:7): {new string('a', 100_000)}b", matcher.Matches)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
    }
}
