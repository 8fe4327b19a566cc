using System.Text;
using Auspex.Records;
using Auspex.Text;
using BenchmarkDotNet.Attributes;

namespace Auspex.Bench;

/// <summary>One value in hexadecimal to its text: a short name, a process title, an argument of a script.</summary>
[MemoryDiagnoser]
public class HexBench
{
    private readonly byte[] room = new byte[8192];
    private byte[] value = [];

    /// <summary>The length of the text in bytes; the value has twice as many.</summary>
    [Params(8, 60, 4000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => value = Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.ASCII.GetBytes(new string('x', Bytes))));

    [Benchmark(Baseline = true)]
    public int DigitByDigit() => Hex.IsHex(value) ? Hex.Decode(value, room) : 0;

    [Benchmark]
    public int TryDecode() => FieldValue.TryDecode(value, room, out var length) ? length : 0;
}
