using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace RlQuery.Embeddings.Files;

/// <summary>Writes the features of a table as a NumPy array: float32, rows x features, in C order.</summary>
/// <remarks>Source: NumPy Enhancement Proposal 1, version 1.0. The numbers begin at a multiple of 64 bytes, so that they can be mapped into memory.</remarks>
internal static class NpyWriter
{
    private const int Alignment = 64;
    private const int BeforeHeader = 10;

    public static void Write(Stream stream, NumericTable table, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({table.Rows}, {table.Features.FeatureNames.Length}), }}");
        int length = ((BeforeHeader + header.Length + Alignment) / Alignment * Alignment) - BeforeHeader;
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        stream.Write(MemoryMarshal.AsBytes<float>(table.Features.Values));
    }
}
