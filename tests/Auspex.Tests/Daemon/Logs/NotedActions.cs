using Auspex.Daemon;

namespace Auspex.Tests.Daemon.Logs;

/// <summary>Writes down what the machine would have been told to do.</summary>
internal sealed class NotedActions : IDaemonActions
{
    public List<string> Notes { get; } = [];

    public void Tell(int priority, string text) => Notes.Add(text);

    public void Mail(string account, string subject, string text) => Notes.Add($"mail {account}: {subject}");

    public void Run(string program, bool resumes) => Notes.Add($"run {program}{(resumes ? " and resume" : "")}");

    public void EnterSingleUser() => Notes.Add("single");

    public void Halt() => Notes.Add("halt");
}
