using System.Runtime.InteropServices;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams;

/// <summary>Writes all state of a part, or reads it back: a part names its fields once, and both sides go through them in the same order.</summary>
internal sealed class StreamState
{
    // Of a damaged file, before memory is taken for it.
    private const int MostElements = 1 << 28;

    private readonly BinaryWriter? _writer;
    private readonly BinaryReader? _reader;

    private StreamState(BinaryWriter? writer, BinaryReader? reader) => (_writer, _reader) = (writer, reader);

    /// <summary>Writes to a stream.</summary>
    public static StreamState Write(Stream stream) => new(new BinaryWriter(stream), null);

    /// <summary>Reads from a stream.</summary>
    public static StreamState Read(Stream stream) => new(null, new BinaryReader(stream));

    public bool IsReading => _reader is not null;

    public void Number(ref double value)
    {
        _writer?.Write(value);
        value = _reader?.ReadDouble() ?? value;
    }

    public void Number(ref long value)
    {
        _writer?.Write(value);
        value = _reader?.ReadInt64() ?? value;
    }

    public void Number(ref int value)
    {
        _writer?.Write(value);
        value = _reader?.ReadInt32() ?? value;
    }

    public void Flag(ref bool value)
    {
        _writer?.Write(value);
        value = _reader?.ReadBoolean() ?? value;
    }

    public void Text(ref string value)
    {
        _writer?.Write(value);
        value = _reader?.ReadString() ?? value;
    }

    /// <summary>An array whose length does not change.</summary>
    public void Numbers<T>(T[] values)
        where T : unmanaged
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        _writer?.Write(bytes);
        _reader?.BaseStream.ReadExactly(bytes);
    }

    /// <summary>The state of a generator.</summary>
    public void Draws(Pcg64 draws)
    {
        ulong[] words = draws.Save();
        Numbers(words);
        if (IsReading)
        {
            draws.Load(words);
        }
    }

    /// <summary>Number of elements of a collection.</summary>
    /// <exception cref="InvalidDataException">It cannot be one.</exception>
    public int Count(int count)
    {
        Number(ref count);
        return count is >= 0 and <= MostElements ? count : throw new InvalidDataException($"{count} elements");
    }

    public void End() => _writer?.Flush();
}
