using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Parquet.Meta;
using RlQuery.Core;
using RlQuery.Core.Data.Text;

namespace RlQuery.Embeddings.Files;

/// <summary>Reads what stands at the end of a Parquet file, before the package does.</summary>
/// <remarks>
/// Parquet.Net 6.1 reads a damaged footer beyond its end for ever, and follows nested columns of any depth down the stack. Its own parser is run here on a
/// stream that ends with a fault; then the same bytes are no danger to it.
/// </remarks>
internal static class ParquetFooter
{
    private const string Protocol = "Parquet.Meta.Proto.ThriftCompactProtocolReader, Parquet";
    private const int MarkLength = 4;

    /// <summary>Refuses a footer that does not end, and nested columns.</summary>
    /// <param name="path">The file, for faults.</param>
    /// <param name="bytes">Its bytes, with the marks at both ends.</param>
    /// <exception cref="InvalidInputException">There are nested columns; a line for each.</exception>
    /// <exception cref="EndOfStreamException">The footer does not end.</exception>
    public static void Check(string path, byte[] bytes)
    {
        ReadOnlySpan<byte> body = bytes.AsSpan(MarkLength, bytes.Length - (3 * MarkLength));
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - (2 * MarkLength)));
        if (length < 0 || length > body.Length)
        {
            throw new EndOfStreamException("its footer is cut short");
        }
        List<SchemaElement> schema = Read(null, Create(new ForwardStream(body[^length..].ToArray()))).Schema;
        var faults = new FaultList(path);
        // The root, and after each group what is in it.
        for (int i = 1, within = 0; i < schema.Count; i++)
        {
            int children = Math.Max(0, schema[i].NumChildren ?? 0);
            if (within == 0 && (children > 0 || schema[i].RepetitionType == FieldRepetitionType.REPEATED))
            {
                faults.Add($"column {MessageText.Quote(schema[i].Name)} is nested, and is not read; write each of its parts as a column of its own");
            }
            within = Math.Max(0, within - 1) + children;
        }
        faults.ThrowIfAny();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(Protocol)]
    private static extern object Create(Stream stream);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod)]
    private static extern FileMetaData Read(FileMetaData? type, [UnsafeAccessorType(Protocol)] object protocol);
}
