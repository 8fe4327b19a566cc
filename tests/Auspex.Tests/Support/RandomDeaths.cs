using System.Buffers.Binary;

namespace Auspex.Tests.Support;

/// <summary>An accounting file without end: deaths of <see cref="RandomLives"/>' pids at its times, and now and then a block of noise.</summary>
internal sealed class RandomDeaths(Random random, long milliseconds, long untilMilliseconds) : Stream
{
    private const int RecordBytes = 64;
    private long time = milliseconds;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var length = 0;
        for (; length + RecordBytes <= Math.Min(buffer.Length, 4096) && time < untilMilliseconds; length += RecordBytes)
            Fill(buffer.Slice(length, RecordBytes));
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Fill(Span<byte> record)
    {
        time += random.Next(8);
        random.NextBytes(record);
        if (random.Next(50) == 0) return; // noise
        record[0] &= 0x1F;
        record[1] = 3;
        var elapsed = random.Next(10) == 0 ? BitConverter.Int32BitsToSingle(random.Next()) : random.Next(500);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], random.Next(3) == 0 ? random.Next(1, 65) : random.Next(256) << 8);
        BinaryPrimitives.WriteInt32LittleEndian(record[16..], 1000 + random.Next(500));
        BinaryPrimitives.WriteInt32LittleEndian(record[20..], random.Next(4) == 0 ? 1 : 1000 + random.Next(500));
        BinaryPrimitives.WriteInt32LittleEndian(record[24..], (int)((time / 1000) - (elapsed is >= 0 and < 1000 ? (int)elapsed / 100 : 0)));
        BinaryPrimitives.WriteSingleLittleEndian(record[28..], elapsed);
    }
}
