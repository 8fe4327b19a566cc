using System.Globalization;
using Auspex.SystemTests.Support;

namespace Auspex.SystemTests.Live;

public sealed partial class CaseTests
{
    [Fact]
    public void File_create_names_the_file_its_folder_and_its_inode()
    {
        using var machine = new LiveMachine();
        var file = machine.PathOf("made");
        LiveMachine.Load($"-a always,exit -F arch=b64 -S open -F exe={machine.Program} -F key=create");
        machine.Act($"create:{file}").AllDone();
        machine.Settle();
        var paths = PathsOf(machine, "create");
        Assert.Equal([("PARENT", FolderOf(file), InodeOf(FolderOf(file))), ("CREATE", file, InodeOf(file))], paths);
        Assert.Equal("0100640", machine.Find("-k", "create").Single(static r => r["nametype"] == "CREATE")["mode"]);
        Assert.Equal(paths, PathsOf(machine.Find("-f", file))); // found by its name as well
        var shown = machine.Ausearch("-f", file, "-i").Output;
        Assert.Contains($"name={file} inode={InodeOf(file)} ", shown, StringComparison.Ordinal);
        Assert.Contains("mode=file,640 ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void File_delete_names_what_is_no_more()
    {
        using var machine = new LiveMachine();
        var file = machine.PathOf("gone");
        File.WriteAllText(file, "");
        var inode = InodeOf(file);
        LiveMachine.Load($"-a always,exit -F arch=b64 -S unlink -F exe={machine.Program} -F key=delete");
        machine.Act($"unlink:{file}").AllDone();
        machine.Settle();
        Assert.Equal([("PARENT", FolderOf(file), InodeOf(FolderOf(file))), ("DELETE", file, inode)], PathsOf(machine, "delete"));
    }

    [Fact]
    public void File_rename_names_both_and_what_was_overwritten()
    {
        using var machine = new LiveMachine();
        var (from, to) = (machine.PathOf("first"), machine.PathOf("second"));
        File.WriteAllText(from, "");
        var (moved, parent) = (InodeOf(from), InodeOf(FolderOf(from)));
        LiveMachine.Load($"-a always,exit -F arch=b64 -S rename -F exe={machine.Program} -F key=rename");
        machine.Act($"rename:{from}:{to}").AllDone();
        machine.Settle();
        Assert.Equal([("PARENT", FolderOf(from), parent), ("PARENT", FolderOf(to), parent), ("DELETE", from, moved), ("CREATE", to, moved)], PathsOf(machine, "rename"));
        Assert.NotEmpty(machine.Find("-f", from));
        Assert.NotEmpty(machine.Find("-f", to));

        // Over another file: that one's end is told too.
        File.WriteAllText(from, "");
        var (again, over) = (InodeOf(from), InodeOf(to));
        LiveMachine.Unload($"-a always,exit -F arch=b64 -S rename -F exe={machine.Program} -F key=rename");
        LiveMachine.Load($"-a always,exit -F arch=b64 -S rename -F exe={machine.Program} -F key=over");
        machine.Act($"rename:{from}:{to}").AllDone();
        machine.Settle();
        var paths = PathsOf(machine, "over");
        Assert.Equal([("CREATE", to, again), ("DELETE", from, again), ("DELETE", to, over)], paths.Where(static p => p.Type != "PARENT").Order());
    }

    private static (string Type, string Name, string Inode)[] PathsOf(LiveMachine machine, string key) => PathsOf(machine.Find("-k", key));

    /// <summary>The PATH records by their numbers.</summary>
    private static (string Type, string Name, string Inode)[] PathsOf(IEnumerable<LiveRecord> records) =>
    [
        .. records.Where(static r => r.Type == "PATH").OrderBy(static r => int.Parse(r["item"]!, CultureInfo.InvariantCulture)).Select(static r => (r["nametype"]!, r["name"]!, r["inode"]!)),
    ];

    /// <summary>As the kernel names it, with the slash.</summary>
    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static string InodeOf(string path)
    {
        using var stat = RunningProgram.Start("stat", ["-c", "%i", path]);
        return stat.WaitForEnd().Output.Trim();
    }
}
