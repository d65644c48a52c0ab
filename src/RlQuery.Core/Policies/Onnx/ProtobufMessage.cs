using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RlQuery.Core.Policies.Onnx;

/// <summary>Writes one Protocol Buffers message, field by field; the same fields give the same bytes.</summary>
/// <remarks>
/// Source: "Encoding" of the Protocol Buffers documentation. ONNX needs only a dozen small messages with four kinds of fields, written and never read. This
/// class is smaller than generated classes and their package.
/// </remarks>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Adds an integer or an enumeration's value.</summary>
    /// <param name="field">Number of the field.</param>
    /// <param name="value">The value.</param>
    public ProtobufMessage Add(int field, long value)
    {
        Tag(field, Varint);
        Write((ulong)value);
        return this;
    }

    /// <summary>Adds bytes.</summary>
    /// <inheritdoc cref="Add(int, long)"/>
    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, LengthDelimited);
        Write((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Adds text.</summary>
    /// <inheritdoc cref="Add(int, long)"/>
    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a message within this one.</summary>
    /// <inheritdoc cref="Add(int, long)"/>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToArray());

    /// <summary>Adds numbers as the little-endian bytes of an ONNX tensor's <c>raw_data</c>.</summary>
    /// <inheritdoc cref="Add(int, long)"/>
    public ProtobufMessage AddRaw(int field, ReadOnlySpan<double> value)
    {
        byte[] bytes = new byte[value.Length * sizeof(double)];
        for (int i = 0; i < value.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), value[i]);
        }
        return Add(field, bytes);
    }

    /// <inheritdoc cref="AddRaw(int, ReadOnlySpan{double})"/>
    public ProtobufMessage AddRaw(int field, ReadOnlySpan<float> value)
    {
        byte[] bytes = new byte[value.Length * sizeof(float)];
        for (int i = 0; i < value.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), value[i]);
        }
        return Add(field, bytes);
    }

    /// <inheritdoc cref="AddRaw(int, ReadOnlySpan{double})"/>
    public ProtobufMessage AddRaw(int field, ReadOnlySpan<long> value)
    {
        byte[] bytes = new byte[value.Length * sizeof(long)];
        for (int i = 0; i < value.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), value[i]);
        }
        return Add(field, bytes);
    }

    private void Tag(int field, int wireType) => Write(((ulong)field << 3) | (uint)wireType);

    private void Write(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }
        _bytes.Write([(byte)value]);
    }
}
