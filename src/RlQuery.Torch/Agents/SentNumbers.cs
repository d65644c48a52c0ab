using System.Runtime.InteropServices;

namespace RlQuery.Torch.Agents;

/// <summary>Numbers in what processes send each other: their count, then themselves to the last bit, little-endian.</summary>
internal static class SentNumbers
{
    /// <summary>Writes numbers.</summary>
    public static void WriteNumbers<T>(this BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads numbers.</summary>
    /// <exception cref="IOException">There are fewer.</exception>
    public static T[] ReadNumbers<T>(this BinaryReader reader)
        where T : unmanaged
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (count < 0 || (long)count * Marshal.SizeOf<T>() > left)
        {
            throw new IOException("an episode was damaged on its way");
        }
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
