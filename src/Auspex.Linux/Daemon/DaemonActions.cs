using Auspex.Daemon;
using Auspex.Linux.Control;
using Auspex.Linux.Native;

namespace Auspex.Linux.Daemon;

/// <summary>What the daemon does to the machine it runs on. Safe for any thread but <see cref="Reap"/>, which is the main loop's.</summary>
/// <remarks>Source: auditd.conf(5), the actions; sendmail(8); init(8).</remarks>
internal sealed class DaemonActions : IDaemonActions
{
    private const string Sendmail = "/usr/lib/sendmail";

    private readonly IDaemonNotices notices;
    private readonly Lock guard = new();
    private readonly List<(int Pid, string Program, bool Resumes)> children = [];

    /// <summary>Actions of this machine.</summary>
    /// <param name="notices">Where people are told.</param>
    /// <param name="powerProgram">What changes the run level: called with 1 for single user, 0 for halt.</param>
    public DaemonActions(IDaemonNotices notices, string powerProgram)
    {
        this.notices = notices;
        PowerProgram = powerProgram;
    }

    /// <summary>What changes the run level: called with 1 for single user, 0 for halt.</summary>
    public string PowerProgram { get; set; }

    /// <inheritdoc/>
    public void Tell(int priority, string text) => notices.Tell(priority, text);

    /// <inheritdoc/>
    public void Mail(string account, string subject, string text)
    {
        if (!File.Exists(Sendmail))
        {
            Tell(3, $"{Sendmail} is missing: mail to {account} cannot be sent");
            return;
        }

        // The text is an argument and never part of the command.
        var letter = $"To: {account}\nFrom: root\nSubject: {subject}\n\n{text}\n";
        Start("/bin/sh", ["sh", "-c", "printf %s \"$1\" | " + Sendmail + " -t", "sh", letter], resumes: false);
    }

    /// <inheritdoc/>
    public void Run(string program, bool resumes) => Start(program, [program], resumes);

    /// <summary>Starts a program with one argument and does not wait.</summary>
    public void Run(string program, string argument) => Start(program, [program, argument], resumes: false);

    /// <inheritdoc/>
    public void EnterSingleUser() => Start(PowerProgram, [PowerProgram, "1"], resumes: false);

    /// <inheritdoc/>
    public void Halt() => Start(PowerProgram, [PowerProgram, "0"], resumes: false);

    /// <summary>Looks which programs have ended.</summary>
    /// <returns>True when logging is to go on because of one.</returns>
    public unsafe bool Reap()
    {
        const int WNOHANG = 1;
        var resumes = false;
        lock (guard)
        {
            for (var i = children.Count - 1; i >= 0; i--)
            {
                var status = 0;
                if (Libc.waitpid(children[i].Pid, &status, WNOHANG) == 0) continue;
                if (status != 0) Tell(4, $"{children[i].Program} ended with status {status >> 8}, signal {status & 0x7F}");
                resumes |= children[i].Resumes;
                children.RemoveAt(i);
            }
        }

        return resumes;
    }

    private void Start(string program, string[] words, bool resumes)
    {
        var errno = ChildProgram.StartHelper(program, words, out var pid);
        if (errno != 0)
        {
            Tell(3, $"Cannot start {program}: {Files.ErrorWords.Of(errno)}");
            return;
        }

        lock (guard) children.Add((pid, program, resumes));
    }
}
