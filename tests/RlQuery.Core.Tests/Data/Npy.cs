using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RlQuery.Core.Tests.Data;

/// <summary>Files of NumPy arrays, by the page of numpy.lib.format and nothing else.</summary>
internal static class Npy
{
    /// <summary>A file of rows.</summary>
    /// <param name="type">Such as <c>&lt;f4</c>.</param>
    /// <param name="rows">The numbers.</param>
    /// <param name="fortran">Whether columns stand one after another.</param>
    /// <param name="version">1 to 3.</param>
    public static byte[] Of(string type, double[][] rows, bool fortran = false, byte version = 1)
    {
        double[] numbers = fortran ? [.. Enumerable.Range(0, rows[0].Length).SelectMany(i => rows.Select(row => row[i]))] : [.. rows.SelectMany(row => row)];
        string order = fortran ? "True" : "False";
        return Of($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': ({rows.Length}, {rows[0].Length}), }}", [.. numbers.SelectMany(Bytes)], version);

        byte[] Bytes(double number)
        {
            byte[] little = type[1..] switch
            {
                "f8" => BitConverter.GetBytes(number),
                "f4" => BitConverter.GetBytes((float)number),
                "f2" => BitConverter.GetBytes((Half)number),
                "b1" or "u1" => [(byte)number],
                "i1" => [(byte)(sbyte)number],
                "i2" => BitConverter.GetBytes((short)number),
                "u2" => BitConverter.GetBytes((ushort)number),
                "i4" => BitConverter.GetBytes((int)number),
                "u4" => BitConverter.GetBytes((uint)number),
                "i8" => BitConverter.GetBytes((long)number),
                _ => BitConverter.GetBytes((ulong)number),
            };
            return type[0] == '>' ? [.. little.Reverse()] : little;
        }
    }

    /// <summary>A file of a header and what follows it.</summary>
    public static byte[] Of(string header, byte[] data, byte version = 1)
    {
        int start = version == 1 ? 10 : 12;
        int length = ((start + header.Length + 1 + 63) / 64 * 64) - start;
        byte[] count = new byte[version == 1 ? 2 : 4];
        for (int i = 0; i < count.Length; i++)
        {
            count[i] = (byte)(length >> (8 * i));
        }
        return [0x93, .. "NUMPY"u8, version, 0, .. count, .. Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"), .. data];
    }
}
