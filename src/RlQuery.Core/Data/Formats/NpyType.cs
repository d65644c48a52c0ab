using System.Buffers.Binary;
using System.Globalization;

namespace RlQuery.Core.Data.Formats;

/// <summary>The type of a NumPy array's numbers.</summary>
/// <param name="Kind">NumPy's letter: <c>f</c>, <c>i</c>, <c>u</c> or <c>b</c>.</param>
/// <param name="Size">Bytes of a number.</param>
/// <param name="IsBig">Whether its first byte counts most.</param>
internal readonly record struct NpyType(char Kind, int Size, bool IsBig)
{
    private const string Numbers = "array.astype('float32')";

    /// <summary>Whether every number is one of single precision.</summary>
    public bool IsSingle => Kind switch { 'f' => Size <= 4, 'b' => true, _ => Size <= 2 };

    /// <summary>Reads a type.</summary>
    /// <param name="text">Such as <c>&lt;f4</c>: the order of bytes, the kind and the size.</param>
    /// <param name="type">The type.</param>
    /// <returns>What is wrong, and what to do; null where nothing is.</returns>
    public static string? Parse(string text, out NpyType type)
    {
        type = default;
        bool ordered = text.Length > 0 && text[0] is '<' or '>' or '|' or '=';
        string plain = ordered ? text[1..] : text;
        if (plain.Length == 0 || !int.TryParse(plain.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            size = 0;
        }
        type = new NpyType(plain.Length > 0 ? plain[0] : ' ', size, text.StartsWith('>'));
        return type switch
        {
            { Kind: 'f', Size: 2 or 4 or 8 } or { Kind: 'i' or 'u', Size: 1 or 2 or 4 or 8 } or { Kind: 'b', Size: 1 } => null,
            { Kind: 'O' } => $"holds Python objects, which are not read, since that would run their code; save {Numbers}",
            { Kind: 'U' or 'S' or 'a' } => "holds texts, and numbers are needed; write texts as CSV",
            { Kind: 'M' or 'm' } => "holds dates or times, and numbers are needed; write dates as CSV",
            { Kind: 'V' } => Structured,
            { Kind: 'c' } => "holds complex numbers; save its real and its imaginary part as columns",
            { Kind: 'f' } => $"holds numbers of {size} bytes; save {Numbers}",
            _ => $"type {Text.CellText.Show(text)} is not read; save {Numbers}",
        };
    }

    /// <summary>What is said of an array whose items have fields.</summary>
    public const string Structured = "is a structured array, and numbers of one type are needed; write its fields as columns of a CSV file";

    /// <summary>A number in double precision.</summary>
    /// <param name="bytes">Its bytes.</param>
    public double Read(ReadOnlySpan<byte> bytes) => (Kind, Size) switch
    {
        ('f', 2) => (double)BitConverter.UInt16BitsToHalf((ushort)Bits(bytes)),
        ('f', 4) => BitConverter.UInt32BitsToSingle((uint)Bits(bytes)),
        ('f', _) => BitConverter.UInt64BitsToDouble(Bits(bytes)),
        ('i', _) => Signed(bytes),
        ('b', _) => bytes[0] == 0 ? 0 : 1,
        _ => Bits(bytes),
    };

    /// <summary>A number as text, from which the same one is read; null for NaN, which is a missing one.</summary>
    /// <param name="bytes">Its bytes.</param>
    public string? ReadText(ReadOnlySpan<byte> bytes)
    {
        if (Kind == 'i')
        {
            return Signed(bytes).ToString(CultureInfo.InvariantCulture);
        }
        if (Kind == 'u')
        {
            return Bits(bytes).ToString(CultureInfo.InvariantCulture);
        }
        double number = Read(bytes);
        return double.IsNaN(number) ? null : IsSingle ? NumberText.Of((float)number) : NumberText.Of(number);
    }

    private long Signed(ReadOnlySpan<byte> bytes)
    {
        int unused = 8 * (sizeof(long) - Size);
        return (long)(Bits(bytes) << unused) >> unused;
    }

    private ulong Bits(ReadOnlySpan<byte> bytes) => Size switch
    {
        1 => bytes[0],
        2 => IsBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => IsBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => IsBig ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };
}
