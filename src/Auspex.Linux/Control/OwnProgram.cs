using System.Text;
using Auspex.Linux.Native;

namespace Auspex.Linux.Control;

/// <summary>
/// Becomes this program anew: what a thread has given up or blocked is its own, and a runtime has several; of the new one all threads are
/// bound by it. Source: execve(2).
/// </summary>
internal static unsafe class OwnProgram
{
    /// <summary>Becomes it. Returns only when it fails.</summary>
    /// <param name="words">Its name and arguments.</param>
    /// <returns>errno.</returns>
    internal static int Become(IReadOnlyList<string> words)
    {
        using var list = new WordList(words);
        fixed (byte* self = Encoding.UTF8.GetBytes(Environment.ProcessPath + '\0')) _ = Libc.execve(self, list.Pointers, Libc.Environment);
        return KernelErrors.Last;
    }
}
