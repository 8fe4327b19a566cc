using System.Text;
using Auspex.Accounting;
using Auspex.Kernel;
using Auspex.Linux.Native;
using Auspex.Linux.Watching;

namespace Auspex.Linux.Accounting;

/// <summary>The kernel's own note of every process that ends. One thread at a time.</summary>
/// <remarks>
/// Where accounting is on already, its file is followed and nothing is changed. Else it is turned on to a file of our own, which is
/// kept small while it is read, and off again when disposed. The kernel pauses accounting while the filesystem of the file is
/// nearly full (/proc/sys/kernel/acct, 2 % free). Source: acct(2), acct(5).
/// </remarks>
internal sealed class ProcessAccounting : IDisposable
{
    private readonly AcctReader reader = new();
    private readonly long rotateBytes;
    private AcctFile file;
    private AcctFile? next;
    private long rotateAt;
    private bool isDisposed;

    private ProcessAccounting(AcctFile file, AccountingMode mode, long rotateBytes)
    {
        this.file = file;
        this.rotateBytes = rotateBytes;
        rotateAt = rotateBytes;
        Mode = mode;
    }

    /// <summary>Whose file it is.</summary>
    public AccountingMode Mode { get; }

    /// <summary>The file.</summary>
    public string Path => file.Path;

    /// <summary>The bytes of the record read last, as the kernel wrote them.</summary>
    public ReadOnlySpan<byte> LastRecord => reader.LastRecord;

    /// <summary>After <see cref="Dispose"/>: what could not be put back, in a sentence; else null.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Times that our own file could not be replaced by a new one.</summary>
    public long FailedRotations { get; private set; }

    /// <summary>Records read, and blocks that were none.</summary>
    public (long Records, long Older, long Malformed) Counters => (reader.Records, reader.Older, reader.Malformed);

    /// <summary>Finds the file that is written to, or turns accounting on. Removes what sessions that crashed have left.</summary>
    /// <exception cref="KernelException">EPERM: no CAP_SYS_PACCT. ENOSYS: not in this kernel.</exception>
    /// <exception cref="IOException">A file or folder cannot be used.</exception>
    public static ProcessAccounting Start(AccountingOptions? options = null)
    {
        options ??= new AccountingOptions();
        if (options.FollowPath is { } named) return Follow(named, options);

        using var _ = new SessionDirectory(options.Directory).Lock();
        var own = new OwnAccountingFiles(options.Directory);
        var (living, dead) = own.List();
        var written = AccountingProbe.Find([.. options.KnownPaths, .. living]);
        if (written is not null)
        {
            foreach (var path in dead) File.Delete(path);
            return Follow(written, options);
        }

        var file = AcctFile.Create(own.OwnPath);
        try
        {
            TurnOn(file.Path); // a dead session's accounting ends by this
        }
        catch
        {
            file.Dispose();
            File.Delete(file.Path);
            throw;
        }

        foreach (var path in dead) File.Delete(path);
        return new ProcessAccounting(file, AccountingMode.Own, options.RotateBytes);
    }

    /// <summary>Ends accounting that a crashed session has left on, and removes its files, for sessions that do without.</summary>
    public static void RemoveLeftovers(AccountingOptions? options = null)
    {
        options ??= new AccountingOptions();
        using var held = new SessionDirectory(options.Directory).Lock();
        var (_, dead) = new OwnAccountingFiles(options.Directory).List();
        if (dead.Count == 0) return;
        if (AccountingProbe.Find(dead) is not null) _ = TurnOff();
        foreach (var path in dead) File.Delete(path);
    }

    /// <summary>Reads the next record, without waiting.</summary>
    /// <returns>False when no process has died since.</returns>
    /// <exception cref="KernelException">The file cannot be read.</exception>
    public bool TryRead(out AcctRecord record)
    {
        while (!reader.TryRead(out record))
        {
            if (Mode == AccountingMode.Own && next is null && file.Offset >= rotateAt) TryRotate();
            if (Mode == AccountingMode.Followed && next is null && file.RewindIfTruncated()) reader.DropPartial();
            var count = file.Read(reader.GetSpace());
            reader.Advance(count);
            if (count == 0 && !GoOn()) return false;
        }

        return true;
    }

    /// <summary>Whether a process that dies now is still noted in this file: no one has turned accounting off, or elsewhere.</summary>
    /// <remarks>Makes a process die to find out. For use when deaths are known from elsewhere and no records come.</remarks>
    public bool IsWritten() => AccountingProbe.Find([Path]) is not null;

    /// <summary>Turns accounting off if it still is ours, and removes the file.</summary>
    public void Dispose()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (Mode == AccountingMode.Own)
        {
            // Someone may have turned it to a file of their own meanwhile: then it is not ours to end. The file itself is asked, since its name,
            // and the folder, may have gone: then the kernel would go on filling what nobody sees.
            if (IsStillWritten && (TurnOff() != 0 || IsStillWritten)) Complaint = $"Process accounting to {Path} could not be turned off.";
            if (File.Exists(Path)) File.Delete(Path);
        }

        file.Dispose();
        next?.Dispose();
        next = null;
    }

    private bool IsStillWritten => ShortLife.Run() is var pid and not 0 && (next ?? file).HasNewRecordOf(pid);

    private static ProcessAccounting Follow(string path, AccountingOptions options)
    {
        var file = AcctFile.TryOpen(path, atEnd: true) ?? throw new IOException($"Cannot read the accounting file {path}.");
        return new ProcessAccounting(file, AccountingMode.Followed, options.RotateBytes);
    }

    /// <summary>At the end of a file: goes on with the file after it, if there is one.</summary>
    private bool GoOn()
    {
        if (Mode == AccountingMode.Followed && next is null)
        {
            if (!file.IsReplaced()) return false;

            // The old file is complete now, but may have grown since its end was read: that is read first.
            next = AcctFile.TryOpen(Path, atEnd: false);
            return next is not null;
        }

        if (next is null) return false;
        reader.DropPartial();
        file.Dispose();
        file = next;
        next = null;
        return true;
    }

    /// <summary>Begins a new file; where that fails the old one goes on growing, and it is tried again when it has grown as much once more.</summary>
    private void TryRotate()
    {
        rotateAt = file.Offset + rotateBytes;
        try
        {
            Rotate();
            rotateAt = rotateBytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FailedRotations++;
        }
    }

    /// <summary>Has the kernel write to a new file. When acct(2) returns, the old one is complete.</summary>
    private void Rotate()
    {
        if (System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder) _ = new SessionDirectory(folder); // it may have been removed
        var made = AcctFile.Create(Path + OwnAccountingFiles.NewSuffix);
        try
        {
            TurnOn(made.Path);
        }
        catch
        {
            made.Dispose();
            File.Delete(made.Path);
            throw;
        }

        next = made;
        made.Rename(Path);
    }

    private static unsafe void TurnOn(string path)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
            KernelErrors.Check(Libc.acct(name), "turn process accounting on");
    }

    private static unsafe int TurnOff() => Libc.acct(null);
}
