using System.Runtime.InteropServices;
using System.Text;

namespace Auspex.Linux.Control;

/// <summary>Words as C has them: an array of pointers with a null behind the last. Owns its memory.</summary>
internal sealed unsafe class WordList : IDisposable
{
    private readonly byte** pointers;

    internal WordList(IReadOnlyList<string> words)
    {
        var texts = new byte[words.Count][];
        for (var i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetBytes(words[i] + '\0');
        var table = (nuint)((words.Count + 1) * sizeof(byte*));
        pointers = (byte**)NativeMemory.Alloc(table + (nuint)texts.Sum(t => t.Length));
        var at = (byte*)pointers + table;
        for (var i = 0; i < texts.Length; i++)
        {
            pointers[i] = at;
            texts[i].CopyTo(new Span<byte>(at, texts[i].Length));
            at += texts[i].Length;
        }

        pointers[words.Count] = null;
    }

    /// <summary>The array; valid until this is disposed.</summary>
    internal byte** Pointers => pointers;

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.Free(pointers);
}
