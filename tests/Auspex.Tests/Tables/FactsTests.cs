using System.Diagnostics;
using System.Globalization;
using System.Text;
using Auspex.Tables;
using Auspex.Tests.Support;

namespace Auspex.Tests.Tables;

/// <summary>The compiled-in tables against the facts they were made from.</summary>
public sealed class FactsTests
{
    [Fact]
    public void Generated_files_are_up_to_date()
    {
        var facts = TestFiles.Shared("facts");
        var target = Directory.CreateTempSubdirectory("auspex-tables-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", ["run", "tools/tables.cs", "--", facts, target])
            {
                WorkingDirectory = TestFiles.Root,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);

            var folder = Path.Combine(TestFiles.Root, "src/Auspex/Tables");
            var fresh = Directory.GetFiles(target, "*.g.cs").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal).ToArray();
            var kept = Directory.GetFiles(folder, "*.g.cs").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal).ToArray();
            Assert.Equal(fresh, kept, StringComparer.Ordinal);
            foreach (var name in fresh)
            {
                var same = File.ReadAllText(Path.Combine(target, name)) == File.ReadAllText(Path.Combine(folder, name));
                Assert.True(same, $"{name} is out of date: dotnet run tools/tables.cs");
            }
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    [Theory]
    [InlineData("x86_64", Machine.X8664)]
    [InlineData("i386", Machine.X86)]
    [InlineData("aarch64", Machine.Aarch64)]
    [InlineData("arm", Machine.Arm)]
    [InlineData("ppc", Machine.Ppc)]
    [InlineData("ppc", Machine.Ppc64)]
    [InlineData("ppc", Machine.Ppc64Le)]
    [InlineData("s390", Machine.S390)]
    [InlineData("s390x", Machine.S390X)]
    [InlineData("riscv32", Machine.RiscV32)]
    [InlineData("riscv64", Machine.RiscV64)]
    public void Every_system_call_is_found_by_number_and_by_name(string file, Machine machine)
    {
        var rows = Rows($"facts/syscalls-{file}.tsv");
        Assert.True(rows.Count > 300, "the facts are there");
        var seen = new HashSet<int>();
        foreach (var row in rows)
        {
            var number = int.Parse(row[0], CultureInfo.InvariantCulture);
            var name = Encoding.ASCII.GetBytes(row[1]);
            if (seen.Add(number))
            {
                Assert.True(Syscalls.TryGetName(machine, number, out var found));
                Assert.Equal(row[1], Encoding.ASCII.GetString(found));
            }

            Assert.True(Syscalls.TryGetNumber(machine, name, out var back), row[1]);
            Assert.Equal(number, back);
            Assert.True(Syscalls.TryGetNumber(Machines.ToArch(machine), Encoding.ASCII.GetBytes(row[1].ToUpperInvariant()), out _));
        }

        for (var number = -1; number < Syscalls.Limit(machine) + 10; number++)
        {
            Assert.Equal(seen.Contains(number), Syscalls.TryGetName(machine, number, out _));
        }
    }

    [Fact]
    public void Every_record_type_is_found_by_name_and_number()
    {
        foreach (var row in Rows("facts/record-types.tsv"))
        {
            foreach (var name in new[] { row[1], row[1].ToLowerInvariant(), row[0], $"UNKNOWN[{row[0]}]" })
            {
                Assert.True(RecordTypes.TryParse(Encoding.ASCII.GetBytes(name), out var type), name);
                Assert.Equal(row[0], ((int)type).ToString(CultureInfo.InvariantCulture));
            }

            Assert.Equal(row[1], Encoding.ASCII.GetString(RecordTypes.Name((RecordType)int.Parse(row[0], CultureInfo.InvariantCulture))));
        }

        foreach (var name in new[] { "", "S", "SYSCAL", "SYSCALLS", "SYSCALL ", "UNKNOWN[", "UNKNOWN[]", "UNKNOWN[x]", "-1", "ABCDEFGHIJKLMNOPQRSTUVWXYZ" })
        {
            Assert.False(RecordTypes.TryParse(Encoding.ASCII.GetBytes(name), out var type), name);
            Assert.Equal(RecordType.Unknown, type);
        }
    }

    [Fact]
    public void Types_that_end_an_event_are_those_of_the_facts()
    {
        var ranges = Rows("facts/record-type-terminators.tsv")
            .Select(r => (First: int.Parse(r[0], CultureInfo.InvariantCulture), Last: int.Parse(r[1], CultureInfo.InvariantCulture))).ToList();
        for (var type = -1; type < 3000; type++)
        {
            Assert.Equal(ranges.Exists(r => type >= r.First && type <= r.Last), RecordTypes.EndsEvent((RecordType)type));
        }
    }

    [Fact]
    public void Every_field_has_its_type_and_case_matters()
    {
        foreach (var row in Rows("facts/field-types.tsv"))
        {
            Assert.Equal(row[0], ((int)FieldTypes.Of(Encoding.ASCII.GetBytes(row[2]))).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(FieldType.Unclassified, FieldTypes.Of(Encoding.ASCII.GetBytes(row[2].ToUpperInvariant())));
            var name = row[1].Replace("AUPARSE_TYPE_", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            Assert.Equal(name, FieldTypes.Of(Encoding.ASCII.GetBytes(row[2])).ToString(), ignoreCase: true);
        }

        Assert.Equal(FieldType.Unclassified, FieldTypes.Of(default));
    }

    [Fact]
    public void Every_known_field_is_found_and_no_other()
    {
        Assert.Equal(KnownFields.Count, Enum.GetValues<KnownField>().Length);
        foreach (var field in Enum.GetValues<KnownField>().Where(f => f != KnownField.None))
        {
            var text = Encoding.ASCII.GetString(KnownFields.Text(field));
            Assert.Equal($" {text}=", Encoding.ASCII.GetString(KnownFields.Sign(field)));
            Assert.Equal(field, Find(text));
            Assert.Equal(field, Find("(" + text));
            Assert.Equal(KnownField.None, Find(text + "\0"));
            Assert.Equal(KnownField.None, Find(text.ToUpperInvariant()));
            Assert.Equal(KnownField.None, Find(text + "_x"));
            Assert.Equal((int)field < 64, KnownFields.Bit(field) != 0);
        }

        Assert.Equal(3, KnownField.A3 - KnownField.A0); // the normaliser counts on
        Assert.Equal(KnownField.None, Find(""));
        Assert.Equal(KnownField.None, Find("("));

        static KnownField Find(string text) => KnownFields.FindListed(Encoding.ASCII.GetBytes(text));
    }

    [Fact]
    public void Every_machine_is_known_by_its_names_and_its_arch()
    {
        foreach (var row in Rows("facts/machines.tsv"))
        {
            Assert.True(Machines.TryParse(Encoding.ASCII.GetBytes(row[1]), out var machine));
            Assert.Equal(row[0], ((int)machine).ToString(CultureInfo.InvariantCulture));
        }

        foreach (var row in Rows("facts/elf-arch.tsv").Where(r => r[2].StartsWith("0x", StringComparison.Ordinal)))
        {
            var arch = (AuditArch)uint.Parse(row[2].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var machine = Machines.FromArch(arch);
            Assert.Equal(row[0], ((int)machine).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(row[6], Encoding.ASCII.GetString(Machines.Name(machine)));
            Assert.Equal(arch, Machines.ToArch(machine));
            Assert.Equal(row[4] == "64", Machines.Is64Bit(arch));
        }
    }

    private static List<string[]> Rows(string path) =>
        [.. File.ReadAllLines(TestFiles.Shared(path)).Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t'))];
}
