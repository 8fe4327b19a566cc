using Auspex.Interpretation;
using Auspex.Outputs;
using Auspex.Processes;

namespace Auspex.Tool.Watching;

/// <summary>Processes as a list or as a forest, at one time or over all time.</summary>
internal sealed class ProcessListing
{
    private readonly LineBuffer output = new();
    private readonly ProcessText text;
    private readonly Stream stream;
    private bool hasNodes;

    internal ProcessListing(Stream stream, IUserNames names, ProcessTextOptions options)
    {
        this.stream = stream;
        text = new ProcessText(output, names, options);
    }

    /// <summary>The processes that lived at <paramref name="milliseconds"/>, or all of them when it is null.</summary>
    internal static List<TrackedProcess> LivingAt(IEnumerable<TrackedProcess> processes, long? milliseconds) =>
        [.. processes.Where(p => milliseconds is not { } at || (p.Key.StartMilliseconds <= at && (p.End is null || p.End.Milliseconds > at)))];

    internal void WriteList(IReadOnlyList<TrackedProcess> processes, bool hasExited)
    {
        hasNodes = HaveNodes(processes);
        output.Append("    PID    PPID  STARTED        "u8);
        if (hasNodes) output.Append(ProcessText.NodeColumn);
        output.Append("USER        "u8);
        output.Append(hasExited ? "IMAGE, ARGUMENTS AND END\n"u8 : "IMAGE AND ARGUMENTS\n"u8);
        foreach (var process in processes)
        {
            output.AppendRight(process.Pid, 7);
            output.AppendRight(process.ParentPid, 8);
            output.Append(process.IsStartUncertain ? " <"u8 : "  "u8);
            text.AppendTime(process.Key.StartMilliseconds);
            if (hasNodes) text.AppendNode(process.Node ?? []);
            output.Append("  "u8);
            var start = output.Length;
            text.AppendUser(process.Credentials);
            while (output.Length - start < 11) output.Append((byte)' ');
            output.Append((byte)' ');
            AppendWhat(process, process.Image);
            Flush();
        }
    }

    /// <summary>Draws <paramref name="processes"/>; one whose parent is not among them is a root.</summary>
    internal void WriteForest(IReadOnlyList<TrackedProcess> processes, long? at)
    {
        hasNodes = HaveNodes(processes);
        var shown = processes.ToHashSet();
        var children = processes.Where(p => p.Parent is not null && shown.Contains(p.Parent))
            .ToLookup(p => p.Parent!);
        var stack = new Stack<(TrackedProcess Process, string Indent, bool IsLast, bool IsRoot)>();
        foreach (var root in Order(processes.Where(p => p.Parent is null || !shown.Contains(p.Parent))).Reverse())
            stack.Push((root, "", true, true));
        while (stack.TryPop(out var node))
        {
            if (!node.IsRoot) output.Append(System.Text.Encoding.UTF8.GetBytes(node.Indent + (node.IsLast ? "└─ " : "├─ ")));
            output.AppendNumber(node.Process.Pid);
            output.Append((byte)' ');
            if (hasNodes && node.IsRoot) AppendNode(node.Process);
            text.AppendUser(node.Process.Credentials);
            output.Append("  "u8);
            AppendWhat(node.Process, at is { } time ? node.Process.ImageAt(time) : node.Process.Image);
            Flush();
            var indent = node.IsRoot ? "" : node.Indent + (node.IsLast ? "   " : "│  ");
            var last = true;
            foreach (var child in Order(children[node.Process]).Reverse())
            {
                // Ends a chain that is absurdly deep instead of drawing megabytes of indentation.
                if (indent.Length > 3 * 500) break;
                stack.Push((child, indent, last, false));
                last = false;
            }
        }
    }

    private static IEnumerable<TrackedProcess> Order(IEnumerable<TrackedProcess> processes) =>
        processes.OrderBy(p => p.Key.StartMilliseconds).ThenBy(p => p.Pid);

    /// <summary>True when they are of more than one machine.</summary>
    private static bool HaveNodes(IReadOnlyList<TrackedProcess> processes) =>
        processes.Count > 0 && processes.Any(p => !(p.Node ?? []).AsSpan().SequenceEqual(processes[0].Node ?? []));

    private void AppendNode(TrackedProcess process)
    {
        output.Append("on "u8);
        ShellText.Append(output, process.Node ?? []);
        output.Append("  "u8);
    }

    private void AppendWhat(TrackedProcess process, ProcessImage image)
    {
        if (ReferenceEquals(image, process.Image)) text.AppendImage(process);
        else ShellText.Append(output, image.Exe ?? "?"u8);
        text.AppendArguments(image);
        if (process.End is not null) text.AppendEnd(process.End);
        output.Append((byte)'\n');
    }

    private void Flush()
    {
        stream.Write(output.Written);
        output.Clear();
    }
}
