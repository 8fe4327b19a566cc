using Auspex.Rules.Plan;

namespace Auspex.Tests.Rules.Plan;

public sealed class WantedReaderTests
{
    private const string A = "-a always,exit -S all -F pid=1 -F key=a", B = "-a always,exit -S all -F pid=2 -F key=b", C = "-a always,exit -S all -F pid=3 -F key=c";

    [Fact]
    public void Rules_stand_where_the_kernel_would_have_them()
    {
        var wanted = Planning.Wanted($"{A}\n{B}\n-A always,exit -S all -F pid=3 -F key=c\n-d always,exit -S all -F pid=1 -F key=a\n");
        Assert.Equal([C, B], Planning.Listed(wanted));
        Assert.Empty(wanted.Notes);
    }

    [Theory]
    [InlineData("-D", false, "c")]
    [InlineData("-D", true, "a,b,c")] // augenrules moves it to the top
    [InlineData("-D -k a", true, "b,c")]
    [InlineData("-D -k a", false, "b,c")]
    public void Deletions_take_what_stands_above_them(string deletion, bool isMerged, string keys)
    {
        var wanted = Planning.Wanted(isMerged, ("1.rules", $"{A}\n{B}"), ("2.rules", $"{deletion}\n{C}"));
        Assert.Equal(keys, string.Join(',', wanted.Rules.Select(r => System.Text.Encoding.UTF8.GetString(r.Wire.Keys))));
    }

    [Fact]
    public void The_last_of_several_settings_holds()
    {
        var wanted = Planning.Wanted(true, ("1.rules", "-b 64\n-e 1\n"), ("2.rules", "-b 8192\n--loginuid-immutable\n--backlog_wait_time 60000\n-r 10\n-f 2"));
        Assert.Equal(8192u, wanted.Find(RuleSetting.BacklogLimit));
        Assert.Equal(1u, wanted.Find(RuleSetting.Enabled));
        Assert.Equal(1u, wanted.Find(RuleSetting.LoginUidImmutable));
        Assert.Equal(60000u, wanted.Find(RuleSetting.BacklogWaitTime));
        Assert.Equal(10u, wanted.Find(RuleSetting.RateLimit));
        Assert.Equal(2u, wanted.Find(RuleSetting.Failure));
        Assert.Null(Planning.Wanted("").Find(RuleSetting.Failure));
    }

    [Fact]
    public void What_is_no_state_is_told_with_its_place()
    {
        var wanted = Planning.Wanted($"{A}\n{A}\n-d always,exit -S all -F pid=9\n--reset-lost\n-i\n");
        Assert.Single(wanted.Rules);
        Assert.Equal([2, 3, 4, 5], wanted.Notes.Select(n => n.Place.Line));
        Assert.Contains("test.rules(1,1)", wanted.Notes[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_are_all_told_even_behind_i()
    {
        var wanted = Planning.Wanted($"-i\n-a always,exit -S bogus\n{A}\n-a always,exit -F bogus=1\n");
        Assert.Equal([2, 4], wanted.Errors.Select(e => e.Place.Line));
    }

    /// <summary>The kernel lists the calls of such a class instead: the listing that proves the rules would never match.</summary>
    [Theory]
    [InlineData(2031, 0)]
    [InlineData(2032, 1)]
    [InlineData(2047, 1)]
    public void Numbers_of_the_kernels_classes_are_refused_before_anything_is_changed(int number, int errors)
    {
        var wanted = Planning.Wanted($"-a always,exit -F arch=b64 -S {number} -F pid=1 -F key=a");
        Assert.Equal(errors, wanted.Errors.Count);
        Assert.Equal(1 - errors, wanted.Rules.Count);
    }
}
