using System.Text;
using Auspex.Tables;

namespace Auspex.Tests.Interpretation;

/// <summary>
/// Makes records with fields of every type and values that are right, odd or broken. One seed gives one sequence.
/// </summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "15", "16", "17", "21", "29", "31", "32", "39", "40", "41", "64", "99", "127",
        "255", "256", "263", "-1", "-2", "-13", "-38", "-111", "-512", "4294967295", "4294967294", "4294967296", "99999999999", "x", "1x", "0x1", "012", "4000",
    ];

    private readonly Random random = new(seed);

    /// <summary>A SYSCALL record's body: any call of four machines, arguments that mean something.</summary>
    public string Call()
    {
        var (arch, machine) = Pick([("c000003e", Machine.X8664), ("40000003", Machine.X86), ("c00000b7", Machine.Aarch64), ("80000015", Machine.Ppc64)]);
        var number = random.Next(Syscalls.Limit(machine));
        if (random.Next(20) == 0) number += 5000;
        var text = new StringBuilder($"arch={arch} syscall={number} ");
        if (random.Next(4) == 0) text.Append($"per={Hexadecimal()} ");
        text.Append($"success={Pick("yes", "no")} exit={Number()}");
        for (var i = 0; i < 4; i++) text.Append($" a{i}={Hexadecimal()}");
        text.Append($" items=0 ppid=1 pid=2 auid={Id()} uid={Id()} gid={Id()} euid={Id()} suid={Id()} fsuid={Id()} egid={Id()} sgid={Id()} fsgid={Id()}");
        text.Append($" tty=pts0 ses={Pick("1", "4294967295")} comm={Escaped()} exe={Escaped()} subj=u:r:t:s0 key={Escaped()}");
        return text.ToString();
    }

    /// <summary>A record of an unknown type with a few fields of any type.</summary>
    public string Fields()
    {
        var text = new StringBuilder("pid=1");
        for (var i = random.Next(1, 6); i > 0; i--) text.Append(' ').Append(Field());
        return text.Append(" end=1").ToString();
    }

    /// <summary>One field: its name known to the tables, its value mostly of the fitting kind.</summary>
    public string Field()
    {
        var rows = FieldTypes.Rows;
        var row = random.Next(rows.Count);
        var name = Encoding.ASCII.GetString(rows.Name(row));
        return name + "=" + Value((FieldType)rows.Value(row));
    }

    private string Value(FieldType type) => type switch
    {
        FieldType.Uid or FieldType.Gid => Id(),
        FieldType.Escaped or FieldType.EscapedFile or FieldType.EscapedKey or FieldType.ProcTitle => Escaped(),
        FieldType.Mode => "0" + Convert.ToString(random.Next(0x20000), 8),
        FieldType.OFlag => Pick("0x", "0") + Convert.ToString(random.Next(0x100000), 8),
        FieldType.SockAddr => Address(),
        FieldType.TtyData => Bytes(random.Next(1, 20)),
        FieldType.Mmap or FieldType.CapBitmap or FieldType.Personality or FieldType.Seccomp or FieldType.Resolve or FieldType.IoctlReq
            => Pick("0x", "") + Hexadecimal(),
        FieldType.Arch => Pick("c000003e", "40000003", "c00000b7", "14", "16", "80000016", "c0000015", "40000028", "c000003f", "zz"),
        FieldType.Success => Pick("yes", "no", "success", "failed", "0", "1", "2", "1x", "-1"),
        _ => Number(),
    };

    /// <summary>A number in decimal, or something that nearly is.</summary>
    public string Number() => random.Next(3) == 0 ? random.Next(-140, 600).ToString(System.Globalization.CultureInfo.InvariantCulture) : Pick(Numbers);

    private string Hexadecimal() => random.Next(6) switch
    {
        0 => Pick("ffffff9c", "ffffffffffffff9c", "ffffffff", "ffffffffffffffff", "80000000", "7fff0000", "7ffc0001", "50001", "30000"),
        1 => (1UL << random.Next(32)).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        2 => random.Next(int.MaxValue).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        3 => random.Next(0x10000).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        _ => random.Next(64).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
    };

    private string Id() => Pick("0", "1", "2", "3", "33", "1000", "4000", "65534", "4294967295", "4294967294");

    private string Escaped() => random.Next(8) switch
    {
        0 => "(null)",
        1 => "\"\"",
        2 => "\"/usr/bin/x y\"",
        3 => "00" + Bytes(random.Next(2, 9)),
        4 => Bytes(random.Next(1, 9)) + "zz",
        5 => "zz" + Bytes(3),
        6 => "\"" + random.Next(100_000) + "\"",
        _ => Bytes(random.Next(1, 30)),
    };

    private string Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            for (var i = 0; i < count; i++) bytes[i] = (byte)(0x20 + (bytes[i] % 0x5F));
        }

        return random.Next(4) == 0 ? Convert.ToHexStringLower(bytes) : Convert.ToHexString(bytes);
    }

    private string Address()
    {
        var family = Pick("0100", "0200", "0A00", "1000", "0900", "1100", "2800", "3300", "0000");
        return family + Bytes(Pick(1, 2, 5, 13, 14, 22, 26, 30, 110, 126));
    }

    private T Pick<T>(params T[] items) => items[random.Next(items.Length)];
}
