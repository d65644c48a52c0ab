namespace RlQuery.Core.Data.Text;

/// <summary>Reads streams that may never end.</summary>
internal static class BoundedStream
{
    private const int BlockSize = 1 << 16;

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The most bytes.</param>
    /// <returns>Null if there are more; then no more than that was read.</returns>
    public static byte[]? ReadToEnd(Stream stream, int most)
    {
        // Blocks of one size: a list that doubles would need three times the bytes.
        var blocks = new List<byte[]>();
        long length = 0;
        while (length <= most)
        {
            byte[] block = new byte[BlockSize];
            int count = stream.ReadAtLeast(block, BlockSize, throwOnEndOfStream: false);
            blocks.Add(block);
            length += count;
            if (count < BlockSize)
            {
                return length <= most ? Join(blocks, (int)length) : null;
            }
        }
        return null;
    }

    /// <summary>Counts the bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The most bytes.</param>
    /// <returns>Their number; more than <paramref name="most"/> if there are more, however many.</returns>
    public static long Count(Stream stream, int most)
    {
        byte[] block = new byte[BlockSize];
        long length = 0;
        int count;
        while (length <= most && (count = stream.Read(block)) > 0)
        {
            length += count;
        }
        return length;
    }

    private static byte[] Join(List<byte[]> blocks, int length)
    {
        byte[] whole = new byte[length];
        for (int i = 0; i < blocks.Count; i++)
        {
            int start = i * BlockSize;
            blocks[i].AsSpan(0, Math.Min(BlockSize, length - start)).CopyTo(whole.AsSpan(start));
            blocks[i] = [];
        }
        return whole;
    }
}
