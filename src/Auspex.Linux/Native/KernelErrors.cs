using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Auspex.Kernel;
using Auspex.Linux.Uapi;

namespace Auspex.Linux.Native;

/// <summary>Makes exceptions from errno.</summary>
internal static class KernelErrors
{
    /// <summary>The error number of the last call.</summary>
    internal static int Last => Marshal.GetLastPInvokeError();

    /// <summary>An exception for <paramref name="errno"/>; <paramref name="operation"/> follows "Cannot".</summary>
    internal static KernelException Create(string operation, int errno) =>
        new(operation, errno, FailureWords.Of(errno) + (errno == Errno.EPERM && Libc.geteuid() != 0 ? ", you must be root" : ""));

    /// <summary>Throws for <paramref name="errno"/>.</summary>
    [DoesNotReturn]
    internal static void Throw(string operation, int errno) => throw Create(operation, errno);

    /// <summary>Throws for the last call when <paramref name="result"/> is negative, else returns it.</summary>
    internal static int Check(int result, string operation)
    {
        if (result < 0) Throw(operation, Last);
        return result;
    }
}
