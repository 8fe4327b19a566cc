namespace Auspex.Search.Extraction;

/// <summary>What may be wanted of an event, and what was found: <see cref="EventFacts"/> reads nothing that nobody asked for.</summary>
[Flags]
public enum FactSet
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="EventFacts.Success"/>.</summary>
    Success = 1 << 0,

    /// <summary><see cref="EventFacts.Pid"/>.</summary>
    Pid = 1 << 1,

    /// <summary><see cref="EventFacts.Ppid"/>.</summary>
    Ppid = 1 << 2,

    /// <summary><see cref="EventFacts.Uid"/>.</summary>
    Uid = 1 << 3,

    /// <summary><see cref="EventFacts.Gid"/>.</summary>
    Gid = 1 << 4,

    /// <summary><see cref="EventFacts.Euid"/>.</summary>
    Euid = 1 << 5,

    /// <summary><see cref="EventFacts.Egid"/>.</summary>
    Egid = 1 << 6,

    /// <summary><see cref="EventFacts.Auid"/>.</summary>
    Auid = 1 << 7,

    /// <summary><see cref="EventFacts.Session"/>.</summary>
    Session = 1 << 8,

    /// <summary><see cref="EventFacts.Syscall"/>.</summary>
    Syscall = 1 << 9,

    /// <summary><see cref="EventFacts.Arch"/>.</summary>
    Arch = 1 << 10,

    /// <summary><see cref="EventFacts.Exit"/>.</summary>
    Exit = 1 << 11,

    /// <summary><see cref="EventFacts.A0"/>; as wanted it means <see cref="EventFacts.A1"/> too.</summary>
    Arguments = 1 << 12,

    /// <summary><see cref="EventFacts.Terminal"/>.</summary>
    Terminal = 1 << 13,

    /// <summary><see cref="EventFacts.Host"/>.</summary>
    Host = 1 << 14,

    /// <summary><see cref="EventFacts.Exe"/>.</summary>
    Exe = 1 << 15,

    /// <summary><see cref="EventFacts.Comm"/>.</summary>
    Comm = 1 << 16,

    /// <summary><see cref="EventFacts.Account"/>.</summary>
    Account = 1 << 17,

    /// <summary><see cref="EventFacts.Key"/>.</summary>
    Keys = 1 << 18,

    /// <summary><see cref="EventFacts.File"/>.</summary>
    Files = 1 << 19,

    /// <summary><see cref="EventFacts.Cwd"/>.</summary>
    Cwd = 1 << 20,

    /// <summary><see cref="EventFacts.Subject"/>.</summary>
    Subjects = 1 << 21,

    /// <summary><see cref="EventFacts.Object"/>.</summary>
    Objects = 1 << 22,

    /// <summary><see cref="EventFacts.Avc"/>.</summary>
    Avcs = 1 << 23,

    /// <summary><see cref="EventFacts.VirtualMachine"/>.</summary>
    VirtualMachine = 1 << 24,

    /// <summary><see cref="EventFacts.Uuid"/>.</summary>
    Uuid = 1 << 25,

    /// <summary>The names that ENRICHED records carry for the ids and numbers that are wanted, such as <see cref="EventFacts.AuidName"/>.</summary>
    Names = 1 << 26,

    /// <summary>Everything.</summary>
    All = (1 << 27) - 1,
}
