using System.Buffers.Binary;
using System.IO.Compression;

namespace RlQuery.Core.Data.Text;

/// <summary>Packs and unpacks gzip; notices a file that was cut short, which <see cref="GZipStream"/> reads without complaint.</summary>
internal static class Gzip
{
    private const int TrailerLength = 8;

    // RFC 1952: deflate, no flags, no time, best compression, unknown system. GZipStream would name the system that it runs on.
    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255];

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => CrcOfByte((uint)i))];

    /// <summary>Packs bytes into one member that depends on nothing but them and the library that packs.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        packed.Write(Header);
        using (var stream = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(bytes);
        }
        byte[] trailer = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc(bytes));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)bytes.Length);
        packed.Write(trailer);
        return packed.ToArray();
    }

    /// <summary>Unpacks all members.</summary>
    /// <param name="packed">The file.</param>
    /// <param name="most">The most bytes.</param>
    /// <returns>Null if there are more; then none of them were held.</returns>
    /// <exception cref="InvalidDataException">Not gzip, damaged or cut short.</exception>
    public static byte[]? Unpack(byte[] packed, int most)
    {
        // Counted first: of what unpacks to too much, nothing is kept.
        using var counted = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        long length = BoundedStream.Count(counted, most);
        if (length > most)
        {
            return null;
        }
        byte[] bytes = new byte[length];
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        stream.ReadExactly(bytes);
        return EndsWhole(packed, bytes) ? bytes : throw new InvalidDataException("cut short");
    }

    /// <summary>RFC 1952: the last member ends with the checksum and the length of what it holds.</summary>
    private static bool EndsWhole(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> unpacked)
    {
        if (packed.Length < TrailerLength)
        {
            return false;
        }
        ReadOnlySpan<byte> trailer = packed[^TrailerLength..];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        return length <= unpacked.Length && Crc(unpacked[^(int)length..]) == BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }
        return ~crc;
    }

    private static uint CrcOfByte(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        }
        return value;
    }
}
