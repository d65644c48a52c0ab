using System.Buffers.Binary;
using System.IO.Compression;

namespace RlQuery.Cli.Tests;

/// <summary>Files of pictures whose size is free, by the specifications of their formats. They show nothing.</summary>
internal static class HugePicture
{
    // Adam7: first column and row, and the steps, of each pass.
    private static readonly (int X, int Y, int Right, int Down)[] Passes =
    [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ];

    /// <summary>PNG (W3C 2003): 8 bits of red, green, blue and alpha.</summary>
    public static byte[] Png(int width, int height, bool interlaced, bool pixels)
    {
        var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach ((int x, int y, int right, int down) in pixels ? interlaced ? Passes : [(0, 0, 1, 1)] : [])
            {
                byte[] row = new byte[1 + (4 * ((width - x + right - 1) / right))];
                for (int i = y; i < height; i += down)
                {
                    packed.Write(row);
                }
            }
        }
        byte[] header = [.. Big(width, 4), .. Big(height, 4), 8, 6, 0, 0, (byte)(interlaced ? 1 : 0)];
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>JPEG (ITU-T T.81): three components at full size. Every code is one bit, and all are 0.</summary>
    public static byte[] Jpeg(int width, int height, bool progressive)
    {
        byte[] codes = [1, .. new byte[15], 0];
        long blocks = (width + 7L) / 8 * ((height + 7) / 8) * 3;
        return
        [
            0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
            0xFF, (byte)(progressive ? 0xC2 : 0xC0), 0, 17, 8, .. Big(height, 2), .. Big(width, 2), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
            0xFF, 0xC4, 0, 20, 0, .. codes, 0xFF, 0xC4, 0, 20, 0x10, .. codes,
            0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, (byte)(progressive ? 0 : 63), 0,
            .. new byte[((progressive ? 1 : 2) * blocks / 8) + 1], 0xFF, 0xD9,
        ];
    }

    /// <summary>Lossless WebP (RFC 9649): of each prefix code one symbol, which takes no bit.</summary>
    public static byte[] WebP(int width, int height)
    {
        var bits = new List<bool>();
        void Put(int value, int count) => bits.AddRange(Enumerable.Range(0, count).Select(i => ((value >> i) & 1) == 1));
        Put(width - 1, 14);
        Put(height - 1, 14);
        // No alpha, version 0; no transform, colour cache or groups of codes.
        Put(0, 1 + 3 + 3);
        foreach (int symbol in (int[])[5, 6, 7, 255, 0])
        {
            Put(0b101, 3);
            Put(symbol, 8);
        }
        byte[] stream = [0x2F, .. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, i) => bit ? 1 << i : 0).Sum()), .. new byte[8]];
        stream = [.. stream, .. new byte[stream.Length % 2]];
        return [.. "RIFF"u8, .. Little(stream.Length + 12), .. "WEBPVP8L"u8, .. Little(stream.Length), .. stream];
    }

    /// <summary>GIF 89a: a header and no picture.</summary>
    public static byte[] Gif(int width, int height)
    {
        byte[] size = [.. Little(width)[..2], .. Little(height)[..2]];
        return [.. "GIF89a"u8, .. size, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, .. size, 0, 2, 2, 0x4C, 1, 0, 0x3B];
    }

    /// <summary>BMP: a header and no picture.</summary>
    public static byte[] Bmp(int width, int height) =>
        [.. "BM"u8, .. Little(54), .. new byte[4], .. Little(54), .. Little(40), .. Little(width), .. Little(height), 1, 0, 24, 0, .. new byte[24]];

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] named = [.. type, .. data];
        uint crc = uint.MaxValue;
        foreach (byte one in named)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }
        return [.. Big(data.Length, 4), .. named, .. Big(unchecked((int)~crc), 4)];
    }

    private static byte[] Little(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Big(int value, int count)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes[^count..];
    }
}
