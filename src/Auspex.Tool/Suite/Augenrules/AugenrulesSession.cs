using System.Diagnostics;
using System.Text;
using Auspex.Kernel;
using Auspex.Linux.Control;
using Auspex.Rules.Files;
using Auspex.Text;
using Auspex.Tool.Rulework;
using Auspex.Tool.Suite.Auditctl;

namespace Auspex.Tool.Suite.Augenrules;

/// <summary>
/// One run of augenrules: merges rule files, and loads the result if told. Source: augenrules(8); spec 6.
/// </summary>
internal sealed class AugenrulesSession
{
    private const string Restorecon = "/usr/sbin/restorecon";

    private readonly IAuditctlHost host;
    private readonly AugenrulesPaths paths;
    private readonly string name;

    /// <summary>A run on one machine.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="paths">The files.</param>
    /// <param name="name">The program as it was called, for messages.</param>
    public AugenrulesSession(IAuditctlHost host, AugenrulesPaths paths, string name)
    {
        this.host = host;
        this.paths = paths;
        this.name = name;
    }

    /// <summary>Does what the words ask for; returns the exit code.</summary>
    public int Run(IReadOnlyList<string> arguments)
    {
        var check = arguments.Contains("--check", StringComparer.Ordinal);
        var load = arguments.Contains("--load", StringComparer.Ordinal);
        if (arguments.Any(a => a is not ("--check" or "--load")))
        {
            host.Write(Encoding.UTF8.GetBytes($"Usage: {name} [--check|--load]\n"));
            var advice = NearestName.AdviceFor(arguments.First(a => a is not ("--check" or "--load")), ["--check", "--load", "--help"]);
            if (advice.Length > 0) host.Complain($"{name}: {advice}");
            return 1;
        }

        if (!Directory.Exists(paths.Sources))
        {
            Say($"No rules directory - {paths.Sources}");
            if (load) Load();
            return 1;
        }

        return TryMerge(out var merged) ? Finish(merged, check, load) : 1;
    }

    private int Finish(byte[] merged, bool check, bool load)
    {
        var same = RuleFileSource.Read(paths.Destination, out var standing, out _, isLoaded: false) == RuleFileState.Read
            && standing.AsSpan().SequenceEqual(merged);
        if (same) Say("No change");
        if (check && !same)
        {
            Say("Rules have changed and should be updated");
            return 0;
        }

        if (IsLocked())
        {
            Say("Audit system is in immutable mode - exiting with no changes");
            return 0;
        }

        if (!same) Install(merged);
        return load ? Load() : 0;
    }

    private bool TryMerge(out byte[] merged)
    {
        merged = [];
        var merge = new RuleFileMerge(paths.Sources);
        var texts = new RuleTexts(RuleFileSource.MaxBytes, isLoaded: false);
        try
        {
            foreach (var file in SourceFiles()) merge.Add(texts.Read(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Complain($"{name}: {FailureWords.WithPath(e)}"); // a set without this file is not the one that was meant
            return false;
        }

        merged = merge.ToBytes();
        return true;
    }

    private IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(paths.Sources, "*.rules", new EnumerationOptions { AttributesToSkip = 0 })
            .Where(f => !Path.GetFileName(f.AsSpan()).StartsWith('.'))
            .Order(RuleFileOrder.Instance);

    private bool IsLocked()
    {
        try
        {
            return host.Control.GetStatus().Enabled == EnabledState.Locked;
        }
        catch (KernelException)
        {
            return false; // no audit here, or no right to ask: the file can be made all the same
        }
    }

    private void Install(byte[] merged)
    {
        RuleFileTarget.Install(paths.Destination, merged);
        if (!File.Exists(Restorecon)) return;
        using var restorecon = Process.Start(Restorecon, ["-F", paths.Destination]);
        restorecon.WaitForExit();
    }

    private int Load() => new AuditctlSession(host).Run(["-R"u8.ToArray(), Encoding.UTF8.GetBytes(paths.Destination)]);

    private void Say(string text) => host.Write(Encoding.UTF8.GetBytes($"{name}: {text}\n"));
}
