using System.Text;

namespace RlQuery.Embeddings.Models;

/// <summary>Makes values inside a model outputs of it.</summary>
/// <remarks>
/// An ONNX file is a message of protocol buffers. Where a field occurs twice, its messages are joined and their lists follow each other: so what is appended
/// to a file adds outputs to its graph. Fields by onnx.proto: ModelProto.graph is 7, GraphProto.output 12, ValueInfoProto.name 1.
/// </remarks>
internal static class InnerOutputs
{
    private const int Graph = 7;
    private const int Output = 12;
    private const int Name = 1;

    /// <summary>Adds outputs.</summary>
    /// <param name="model">The content of an .onnx file.</param>
    /// <param name="names">Names of values of its graph; may be empty.</param>
    /// <returns>The content with these outputs after its own.</returns>
    public static byte[] Add(byte[] model, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return model;
        }
        byte[] outputs = [.. names.SelectMany(name => Field(Output, Field(Name, Encoding.UTF8.GetBytes(name))))];
        return [.. model, .. Field(Graph, outputs)];
    }

    // A field of bytes: its number and kind, which fit in one byte below 16, its length in groups of seven bits, its content.
    private static byte[] Field(int number, byte[] content)
    {
        var field = new List<byte> { (byte)((number << 3) | 2) };
        int length = content.Length;
        for (; length > 0x7f; length >>= 7)
        {
            field.Add((byte)(length | 0x80));
        }
        return [.. field, (byte)length, .. content];
    }
}
