using System.Buffers.Binary;
using System.Text.Json;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Policies;

/// <summary>Reads safetensors files without trusting them: reading runs no code and allocates no more than the file holds.</summary>
/// <remarks>Source: the format description of Hugging Face's safetensors; of its types F32, F64, I64 and U64.</remarks>
internal static class SafetensorsReader
{
    internal const string Metadata = "__metadata__";
    private const int MaxHeader = 16 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <returns>Its arrays; weights (F32) are finite.</returns>
    /// <exception cref="InvalidInputException">The file is missing, cut short or damaged, in one line that names it.</exception>
    public static TensorFile Read(string path)
    {
        try
        {
            InputFile.Require(path);
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException($"{path}: no such file");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path}: cannot be read ({exception.Message})");
        }
    }

    /// <summary>Reads a stream from its beginning to its end.</summary>
    /// <param name="stream">A stream that knows its length.</param>
    /// <param name="source">What messages call it.</param>
    /// <returns>Its arrays; weights (F32) are finite.</returns>
    /// <exception cref="InvalidInputException">Cut short or damaged.</exception>
    public static TensorFile Read(Stream stream, string source)
    {
        long length = stream.Length;
        Span<byte> prefix = stackalloc byte[8];
        Require(length >= prefix.Length, source, $"{length} bytes are too few for a safetensors file");
        stream.ReadExactly(prefix);
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        Require(size <= MaxHeader, source, $"header of {size} bytes; a safetensors file has at most {MaxHeader}");
        long dataLength = length - prefix.Length - (long)size;
        Require(dataLength >= 0, source, $"cut short: header of {size} bytes in a file of {length}");
        byte[] header = new byte[size];
        stream.ReadExactly(header);

        var file = new TensorFile(source);
        long at = 0;
        foreach (Entry entry in Entries(header, source).OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            string name = $"tensor '{entry.Name}'";
            Require(entry.End <= dataLength, source, $"cut short: {name} ends at byte {entry.End} of {dataLength} bytes of data");
            Require(entry.Begin == at, source, $"{name} begins at byte {entry.Begin} of the data; needs {at}, where the one before it ends");
            Add(file, entry, stream, source);
            at = entry.End;
        }
        Require(at == dataLength, source, $"{dataLength - at} bytes behind the last tensor");
        return file;
    }

    private static void Add(TensorFile file, Entry entry, Stream stream, string source)
    {
        string name = $"tensor '{entry.Name}'";
        int elementSize = TensorFile.Tensor.SizeOf(entry.Type);
        Require(elementSize > 0, source, $"{name} is of type '{entry.Type}'; use F32, F64, I64 or U64");
        long bytes = entry.End - entry.Begin;
        Int128 needed = entry.Shape.Aggregate((Int128)elementSize, (product, size) => Int128.Min(product * size, long.MaxValue));
        Require(needed == bytes, source, $"{name} has {bytes} bytes; shape [{string.Join(", ", entry.Shape)}] of {entry.Type} needs {needed}");
        Require(bytes / elementSize <= Array.MaxLength, source, $"{name} has {bytes / elementSize} values; at most {Array.MaxLength} can be read");
        Array values = TensorFile.Tensor.Allocate(entry.Type, (int)(bytes / elementSize));
        stream.ReadExactly(new TensorFile.Tensor(entry.Type, entry.Shape, values).Bytes);
        if (values is float[] weights && Array.FindIndex(weights, weight => !float.IsFinite(weight)) is int bad and >= 0)
        {
            throw new InvalidInputException($"{source}: {name} holds {weights[bad]} at position {bad}; weights must be finite");
        }
        file.Add(entry.Name, entry.Type, values, entry.Shape);
    }

    private static List<Entry> Entries(byte[] header, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(header);
            Require(json.RootElement.ValueKind == JsonValueKind.Object, source, "header is no JSON object");
            var entries = new List<Entry>();
            var names = new HashSet<string>();
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                Require(names.Add(property.Name), source, $"tensor '{property.Name}' occurs twice");
                if (property.Name != Metadata)
                {
                    entries.Add(ReadEntry(property, source));
                }
            }
            return entries;
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException($"{source}: header is no JSON ({exception.Message})");
        }
        catch (InvalidOperationException)
        {
            // Broken surrogates and invalid UTF-8 are found only when a string is read.
            throw new InvalidInputException($"{source}: header is no JSON (invalid text)");
        }
    }

    private static Entry ReadEntry(JsonProperty property, string source)
    {
        JsonElement value = property.Value;
        if (value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("dtype", out JsonElement type) && type.ValueKind == JsonValueKind.String
            && value.TryGetProperty("shape", out JsonElement shape) && Numbers(shape, int.MaxValue) is long[] sizes
            && value.TryGetProperty("data_offsets", out JsonElement offsets) && Numbers(offsets, long.MaxValue) is [long begin, long end]
            && begin <= end)
        {
            return new Entry(property.Name, type.GetString()!, Array.ConvertAll(sizes, size => (int)size), begin, end);
        }
        throw new InvalidInputException(
            $"{source}: tensor '{property.Name}' needs dtype (text), shape (whole numbers) and data_offsets (begin, end)");
    }

    private static long[]? Numbers(JsonElement list, long max)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        var numbers = new List<long>();
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long number) || number < 0 || number > max)
            {
                return null;
            }
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private static void Require(bool condition, string source, string fault)
    {
        if (!condition)
        {
            throw new InvalidInputException($"{source}: {fault}");
        }
    }

    private sealed record Entry(string Name, string Type, int[] Shape, long Begin, long End);
}
