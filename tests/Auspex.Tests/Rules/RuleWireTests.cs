using System.Runtime.InteropServices;
using Auspex.Rules;

namespace Auspex.Tests.Rules;

public sealed class RuleWireTests
{
    private static RuleBuilder Builder => new RuleBuilder(RuleList.Exit, RuleAction.Always)
        .Where(RuleField.Arch, RuleOperator.Equal, 0xC000003E)
        .WithSyscalls(2, 76)
        .Where(RuleField.Dir, RuleOperator.Equal, "/etc"u8)
        .Where(RuleField.Success, RuleOperator.NotEqual, 0);

    [Fact]
    public void A_rule_comes_back_as_it_was_built()
    {
        var built = Builder.WithKey("read"u8).WithKey("open"u8).Build();
        Assert.True(RuleWire.TryParse(built.Bytes, out var rule));
        Assert.Equal(RuleList.Exit, rule.List);
        Assert.Equal(RuleAction.Always, rule.Action);
        Assert.Equal(4, rule.ConditionCount);
        Assert.Equal(0xC000003E, rule.Arch);
        Assert.True(rule.HasSyscall(2) && rule.HasSyscall(76) && !rule.HasSyscall(3) && !rule.HasSyscall(-1));
        Assert.False(rule.AllSyscalls);
        Assert.Equal("/etc"u8, rule.GetCondition(1).Text);
        Assert.Equal(RuleOperator.NotEqual, rule.GetCondition(2).Operator);
        Assert.Equal("read\u0001open"u8, rule.Keys);
        Assert.True(rule.HasKey("read"u8) && rule.HasKey("open"u8) && !rule.HasKey("rea"u8) && !rule.HasKey(""u8));
        Assert.Equal(built, rule);
        Assert.Equal(built.GetHashCode(), rule.GetHashCode());
    }

    [Fact]
    public void Padding_unused_words_and_the_wish_to_be_first_do_not_count()
    {
        var bytes = new byte[2048];
        var rule = Builder.WithKey("k"u8).Build();
        rule.Bytes.CopyTo(bytes);
        bytes[0] |= 0x10;
        bytes[RuleWire.FieldsAt + (40 * 4)] = 9; // behind the last condition
        Assert.True(RuleWire.TryParse(bytes, out var other));
        Assert.True(other.Prepend);
        Assert.Equal(rule, other);
    }

    [Fact]
    public void Every_call_is_every_call_whatever_the_last_word_holds()
    {
        var sent = new RuleBuilder(RuleList.Exit, RuleAction.Never).WithAllSyscalls().Build();
        var bytes = sent.Bytes.ToArray();
        MemoryMarshal.Write(bytes.AsSpan(RuleWire.MaskAt + (63 * 4)), 0x0000FFFFu); // as the kernel lists it
        Assert.True(RuleWire.TryParse(bytes, out var listed));
        Assert.True(listed.AllSyscalls);
        Assert.Equal(sent, listed);
    }

    [Fact]
    public void Rules_differ_by_list_action_calls_conditions_and_keys()
    {
        var rule = Builder.WithKey("k"u8).Build();
        Assert.NotEqual(rule, Builder.Build());
        Assert.NotEqual(rule, Builder.WithKey("l"u8).Build());
        Assert.NotEqual(rule, Builder.WithSyscalls(4).WithKey("k"u8).Build());
        Assert.NotEqual(rule, Builder.Where(RuleField.Uid, RuleOperator.Equal, 0).WithKey("k"u8).Build());
        Assert.NotEqual(new RuleBuilder(RuleList.User, RuleAction.Never).Build(), new RuleBuilder(RuleList.Task, RuleAction.Never).Build());
        Assert.NotEqual(new RuleBuilder(RuleList.Exit, RuleAction.Never).Build(), new RuleBuilder(RuleList.Exit, RuleAction.Always).Build());
    }

    [Fact]
    public void Keys_can_be_left_out_of_the_comparison()
    {
        var rule = Builder.WithKey("k"u8).Build();
        Assert.True(rule.EqualsIgnoringKeys(Builder.Build()));
        Assert.True(Builder.Build().EqualsIgnoringKeys(rule));
        Assert.True(rule.EqualsIgnoringKeys(Builder.WithKey("other"u8).Build()));
        Assert.False(rule.EqualsIgnoringKeys(Builder.Where(RuleField.Uid, RuleOperator.Equal, 0).Build()));
        Assert.False(Builder.Where(RuleField.Uid, RuleOperator.Equal, 0).Build().EqualsIgnoringKeys(rule));
    }

    [Theory]
    [InlineData(8, 65u)] // conditions
    [InlineData(1036, 5u)] // length of the texts: more than there is
    [InlineData(1036, 0xFFFFFFFFu)]
    [InlineData(1036, 3u)] // less than the conditions claim
    [InlineData(RuleWire.ValuesAt + 4, 0xFFFFFFF0u)] // one text longer than all
    public void Impossible_lengths_are_refused(int offset, uint value)
    {
        var bytes = Builder.Build().Bytes.ToArray();
        Assert.True(RuleWire.TryParse(bytes, out _));
        MemoryMarshal.Write(bytes.AsSpan(offset), value);
        Assert.False(RuleWire.TryParse(bytes, out _));
    }

    [Fact]
    public void A_rule_cut_short_is_refused() => Assert.False(RuleWire.TryParse(Builder.Build().Bytes[..^1], out _));

    [Fact]
    public void Hostile_bytes_are_refused_or_can_be_walked()
    {
        const int seed = 20260901;
        var random = new Random(seed);
        var template = Builder.WithKey("key"u8).Build().Bytes.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = template.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--) bytes[HotOffset(random, bytes.Length)] = (byte)random.Next(256);
            if (!RuleWire.TryParse(bytes, out var rule)) continue;
            for (var i = 0; i < rule.ConditionCount; i++) _ = rule.GetCondition(i).Text.Length;
            Assert.True(rule.Equals(rule), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Without_system_calls_a_rule_takes_all_of_them_but_not_on_the_task_list()
    {
        Assert.True(new RuleBuilder(RuleList.Exit, RuleAction.Always).Build().AllSyscalls);
        var task = new RuleBuilder(RuleList.Task, RuleAction.Never).Build();
        Assert.False(task.AllSyscalls || task.HasSyscall(0));
    }

    [Fact]
    public void The_builder_refuses_what_the_kernel_would()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Builder.WithSyscalls(2048));
        Assert.Throws<ArgumentException>(() => Builder.Where(RuleField.Uid, RuleOperator.Equal, "0"u8));
        Assert.Throws<ArgumentException>(() => Builder.Where(RuleField.Exe, RuleOperator.Equal, 0));
        Assert.Throws<ArgumentException>(() => Builder.WithKey("a\u0001b"u8));
        Assert.Throws<ArgumentException>(() => Builder.WithKey(new byte[257]));
        var full = new RuleBuilder(RuleList.Exit, RuleAction.Always);
        for (var i = 0; i < 63; i++) full.Where(RuleField.Uid, RuleOperator.Equal, 0);
        Assert.Throws<ArgumentException>(() => full.Where(RuleField.Uid, RuleOperator.Equal, 0));
        Assert.Equal(64, full.WithKey("k"u8).Build().ConditionCount);
    }

    /// <summary>Mostly where counts and lengths stand.</summary>
    private static int HotOffset(Random random, int length) => random.Next(4) switch
    {
        0 => 8 + random.Next(4),
        1 => RuleWire.FieldsAt + random.Next(24),
        2 => RuleWire.ValuesAt + random.Next(24),
        _ => random.Next(3) == 0 ? 1036 + random.Next(4) : random.Next(length),
    };
}
