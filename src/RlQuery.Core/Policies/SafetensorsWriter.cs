using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace RlQuery.Core.Policies;

/// <summary>Writes safetensors files: the same arrays give the same bytes.</summary>
/// <remarks>
/// Source: the format description of Hugging Face's safetensors: header length (8 bytes, little endian), header (JSON, padded with
/// spaces to a multiple of 8), data. Arrays lie in the ordinal order of their names.
/// </remarks>
internal static class SafetensorsWriter
{
    /// <summary>Writes a file atomically.</summary>
    /// <param name="path">The target.</param>
    /// <param name="file">What to write.</param>
    public static void Write(string path, TensorFile file) => AtomicFile.Write(path, stream => Write(stream, file));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Receives the bytes.</param>
    /// <param name="file">What to write.</param>
    public static void Write(Stream stream, TensorFile file)
    {
        byte[] header = Header(file);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (TensorFile.Tensor tensor in file.Tensors.Values)
        {
            stream.Write(tensor.Bytes);
        }
    }

    private static byte[] Header(TensorFile file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        long offset = 0;
        json.WriteStartObject();
        foreach ((string name, TensorFile.Tensor tensor) in file.Tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor.Type);
            json.WriteStartArray("shape");
            foreach (int size in tensor.Shape)
            {
                json.WriteNumberValue(size);
            }
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += tensor.Bytes.Length;
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        byte[] header = new byte[(buffer.WrittenCount + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }
}
