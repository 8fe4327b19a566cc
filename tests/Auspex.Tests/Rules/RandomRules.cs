using System.Text;
using Auspex.Rules;
using Auspex.Tables;

namespace Auspex.Tests.Rules;

/// <summary>Makes rules of every kind that text can express, for one machine.</summary>
internal sealed class RandomRules
{
    private static readonly RuleOperator[] AllOperators =
    [
        RuleOperator.Equal, RuleOperator.NotEqual, RuleOperator.LessThan, RuleOperator.LessOrEqual, RuleOperator.GreaterThan,
        RuleOperator.GreaterOrEqual, RuleOperator.BitMask, RuleOperator.BitTest,
    ];

    private static readonly RuleField[] AnyList =
    [
        RuleField.Pid, RuleField.Uid, RuleField.Euid, RuleField.Suid, RuleField.Fsuid, RuleField.Gid, RuleField.Egid, RuleField.Sgid,
        RuleField.Fsgid, RuleField.Auid, RuleField.Pers, RuleField.SubjUser, RuleField.SubjRole, RuleField.SubjType, RuleField.SubjSen,
        RuleField.SubjClr, RuleField.ObjUid, RuleField.ObjGid, RuleField.A0, RuleField.A1, RuleField.A2, RuleField.A3, RuleField.Exe,
        RuleField.SaddrFam,
    ];

    private static readonly RuleField[] ExitList =
    [
        RuleField.Ppid, RuleField.ObjUser, RuleField.ObjRole, RuleField.ObjType, RuleField.ObjLevLow, RuleField.ObjLevHigh,
        RuleField.DevMajor, RuleField.DevMinor, RuleField.Inode, RuleField.Exit, RuleField.Success, RuleField.Path, RuleField.Dir,
        RuleField.FileType, RuleField.FieldCompare, RuleField.SessionId,
    ];

    private readonly Random random;
    private readonly FixedRuleHost host;
    private readonly Machine[] machines;

    public RandomRules(Random random, FixedRuleHost host)
    {
        this.random = random;
        this.host = host;
        var narrow = host.Machine switch
        {
            Machine.X8664 => Machine.X86,
            Machine.Aarch64 => Machine.Arm,
            Machine.Ppc64 => Machine.Ppc,
            Machine.S390X => Machine.S390,
            Machine.RiscV64 => Machine.RiscV32,
            _ => host.Machine,
        };
        machines = [host.Machine, narrow];
    }

    /// <summary>A rule in the order in which a listing writes it: arch, then the rest, then keys.</summary>
    public RuleWire Next() => random.Next(5) == 0 ? Watch() : Rule();

    private RuleWire Watch()
    {
        var isDirectory = random.Next(2) == 0;
        var path = Path();
        if (isDirectory) host.Directories.Add(path);
        else host.Directories.Remove(path);
        var rule = new RuleBuilder(RuleList.Exit, RuleAction.Always).WithAllSyscalls()
            .Where(isDirectory ? RuleField.Dir : RuleField.Path, RuleOperator.Equal, Encoding.UTF8.GetBytes(path))
            .Where(RuleField.Perm, RuleOperator.Equal, (uint)random.Next(1, 16));
        AddKeys(rule);
        return rule.Build();
    }

    private RuleWire Rule()
    {
        var list = Pick<RuleList>([RuleList.Exit, RuleList.Exit, RuleList.Exit, RuleList.Task, RuleList.User, RuleList.Exclude, RuleList.Filesystem, RuleList.IoUring]);
        var rule = new RuleBuilder(list, random.Next(2) == 0 ? RuleAction.Always : RuleAction.Never);
        var machine = Machine.Unknown;
        if (list is RuleList.Exit && random.Next(3) > 0)
        {
            machine = Pick(machines);
            rule.Where(RuleField.Arch, random.Next(4) == 0 ? RuleOperator.NotEqual : RuleOperator.Equal, (uint)Machines.ToArch(machine));
        }

        var keyed = list is RuleList.Exit or RuleList.IoUring;
        if (keyed) AddSyscalls(rule);
        var keyIsAllowed = keyed;
        for (var n = random.Next(6); n > 0; n--) keyIsAllowed |= AddCondition(rule, list);
        if (keyIsAllowed) AddKeys(rule);
        return rule.Build();
    }

    private void AddSyscalls(RuleBuilder rule)
    {
        if (random.Next(4) == 0)
        {
            rule.WithAllSyscalls();
            return;
        }

        for (var n = random.Next(1, 6); n > 0; n--) rule.WithSyscalls(random.Next(10) == 0 ? random.Next(2048) : random.Next(460));
    }

    /// <summary>Returns true when the field makes keys possible.</summary>
    private bool AddCondition(RuleBuilder rule, RuleList list)
    {
        RuleField[] fields = list switch
        {
            RuleList.Exit => [.. AnyList, .. ExitList],
            RuleList.Exclude or RuleList.User => [.. AnyList, RuleField.MsgType, RuleField.SessionId],
            RuleList.Filesystem => [.. AnyList, RuleField.FsType],
            _ => AnyList,
        };
        var field = Pick(fields);
        var comparison = field is RuleField.Inode or RuleField.FsType or RuleField.Exe or RuleField.FieldCompare
            ? Pick<RuleOperator>([RuleOperator.Equal, RuleOperator.NotEqual]) : Pick(AllOperators);
        if (field is RuleField.Path or RuleField.Dir or RuleField.Exe) rule.Where(field, comparison, Encoding.UTF8.GetBytes(Path()));
        else if (RuleCondition.HasText(field)) rule.Where(field, comparison, Encoding.UTF8.GetBytes(Text()));
        else rule.Where(field, comparison, Value(field));
        return field is RuleField.Exe or RuleField.FsType;
    }

    private uint Value(RuleField field) => field switch
    {
        RuleField.FieldCompare => (uint)random.Next(1, 26),
        RuleField.SaddrFam => (uint)random.Next(46),
        RuleField.MsgType => random.Next(2) == 0 ? (uint)random.Next(1000, 1400) : (uint)random.Next(),
        RuleField.Exit => (uint)random.Next(-140, 10),
        RuleField.FsType => random.Next(2) == 0 ? 0x74726163 : (uint)random.Next(),
        _ => random.Next(4) switch
        {
            0 => uint.MaxValue,
            1 => (uint)random.Next(0, 2000),
            2 => (uint)random.NextInt64(0, 1L << 32),
            _ => 0,
        },
    };

    private void AddKeys(RuleBuilder rule)
    {
        for (var n = random.Next(4); n > 0; n--) rule.WithKey(Encoding.UTF8.GetBytes(Text()));
    }

    private string Path() => "/" + Text() + (random.Next(2) == 0 ? "/" + Text() : "");

    /// <summary>A text that does not begin with <c>=</c>: behind <c>&lt;</c> it would read as another operator.</summary>
    private string Text()
    {
        const string letters = "abcxyzABC0189._-:,=!><&\\ \t#\"'*äß€";
        var text = new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => letters[random.Next(letters.Length)])]);
        return text[0] == '=' ? "x" + text : text;
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
