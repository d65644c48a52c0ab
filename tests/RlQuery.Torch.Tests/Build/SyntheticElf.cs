using System.Buffers.Binary;
using System.Text;

namespace RlQuery.Torch.Tests.Build;

/// <summary>The smallest ELF64 image that asks for symbol versions: header, needs, their strings, three section headers.</summary>
internal sealed class SyntheticElf
{
    private const int Needs = 64;
    private readonly List<byte> _strings = [0];

    /// <param name="libraries">Each library's name with the versions asked of it.</param>
    public SyntheticElf(params (string Library, string[] Versions)[] libraries)
    {
        var needs = new List<byte>();
        for (int i = 0; i < libraries.Length; i++)
        {
            string[] versions = libraries[i].Versions;
            int size = 16 * (1 + versions.Length);
            needs.AddRange(Entry(1, (ushort)versions.Length, Add(libraries[i].Library), 16, i == libraries.Length - 1 ? 0 : size));
            for (int j = 0; j < versions.Length; j++)
            {
                // Vernaux: a 32-bit hash, which nobody checks, flags and index, then name and next.
                byte[] entry = Entry(0x2974, 0x0892, (j + 2) << 16, Add(versions[j]), j == versions.Length - 1 ? 0 : 16);
                needs.AddRange(entry);
            }
        }
        Image = Assemble([.. needs], libraries.Length);
    }

    public byte[] Image { get; }

    /// <summary>Where the 16 flag bits of an entry are: libraries and versions count in order, each as one entry.</summary>
    public static int FlagsOf(int entry) => Needs + (16 * entry) + 4;

    private static byte[] Entry(ushort first, ushort second, int a, int b, int next)
    {
        byte[] entry = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, first);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), second);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), a);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), b);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(12), next);
        return entry;
    }

    private static byte[] Section(uint type, int offset, int size, int link, int info)
    {
        byte[] header = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), type);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(0x18), offset);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(0x20), size);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(0x28), link);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(0x2c), info);
        return header;
    }

    private int Add(string text)
    {
        int offset = _strings.Count;
        _strings.AddRange(Encoding.ASCII.GetBytes(text + '\0'));
        return offset;
    }

    private byte[] Assemble(byte[] needs, int libraries)
    {
        byte[] header = new byte[Needs];
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(0x28), Needs + needs.Length + _strings.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(0x3a), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(0x3c), 3);
        return
        [
            .. header, .. needs, .. _strings,
            .. Section(0, 0, 0, 0, 0),
            .. Section(3, Needs + needs.Length, _strings.Count, 0, 0),
            .. Section(0x6ffffffe, Needs, needs.Length, 1, libraries),
        ];
    }
}
