using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>What stands before the numbers of a NumPy file.</summary>
/// <remarks>
/// Source: NumPy Enhancement Proposal 1 and the page of numpy.lib.format. Six bytes, two of the version, the length of the header (two bytes in version 1.0,
/// four in 2.0 and 3.0), and a Python dictionary of <c>descr</c>, <c>fortran_order</c> and <c>shape</c>. Arrays of one dimension are one column.
/// </remarks>
/// <param name="Type">The type of the numbers.</param>
/// <param name="IsFortran">Whether columns stand one after another, and not rows.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Length">Bytes before the first number.</param>
internal sealed record NpyHeader(NpyType Type, bool IsFortran, int Rows, int Columns, int Length)
{
    // NumPy itself reads no longer ones unless told to.
    private const int MostLetters = 10_000;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Reads it.</summary>
    /// <param name="path">The file, for faults.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="InvalidInputException">It is no such file, or of a kind that is not read.</exception>
    public static NpyHeader Read(string path, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Magic))
        {
            throw new InvalidInputException($"{path}: no NumPy array; numpy.save writes one");
        }
        int start = bytes.Length > Magic.Length && bytes[Magic.Length] > 1 ? Magic.Length + 6 : Magic.Length + 4;
        if (bytes.Length < start)
        {
            throw Short(path);
        }
        if (bytes[Magic.Length] is not (>= 1 and <= 3))
        {
            throw new InvalidInputException($"{path}: version {bytes[Magic.Length]} of NumPy's format is not read; use 1, 2 or 3");
        }
        ReadOnlySpan<byte> length = bytes[(Magic.Length + 2)..start];
        long letters = length.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (letters > MostLetters)
        {
            throw new InvalidInputException($"{path}: a header of {letters} letters; at most {MostLetters} are read");
        }
        int end = start + (int)letters;
        return bytes.Length < end ? throw Short(path) : Parse(path, Encoding.Latin1.GetString(bytes[start..end]), end);
    }

    private static InvalidInputException Short(string path) => new($"{path}: cut short within its header");

    private static NpyHeader Parse(string path, string text, int length)
    {
        string? type = null;
        string? order = null;
        List<string>? shape = null;
        var scanner = new NpyScanner(text);
        bool good = scanner.Take('{');
        while (good && !scanner.Take('}'))
        {
            string? key = scanner.Quoted();
            good = scanner.Take(':');
            switch (good ? key : null)
            {
                case "descr" when type is null:
                    if (scanner.Sees('['))
                    {
                        throw new InvalidInputException($"{path}: {NpyType.Structured}");
                    }
                    good = (type = scanner.Quoted()) is not null;
                    break;
                case "fortran_order" when order is null:
                    good = (order = scanner.Word()) is "True" or "False";
                    break;
                case "shape" when shape is null:
                    good = (shape = Shape(scanner)) is not null;
                    break;
                default:
                    good = false;
                    break;
            }
            good = good && (scanner.Take(',') || scanner.Sees('}'));
        }
        if (!good || !scanner.AtEnd() || type is null || order is null || shape is null)
        {
            throw new InvalidInputException($"{path}: its header is damaged: {CellText.Show(text.Trim())}");
        }
        if (NpyType.Parse(type, out NpyType parsed) is { } fault)
        {
            throw new InvalidInputException($"{path}: {fault}");
        }
        (int rows, int columns) = Size(path, shape);
        return new NpyHeader(parsed, order == "True", rows, columns, length);
    }

    // Null where it is damaged.
    private static List<string>? Shape(NpyScanner scanner)
    {
        var shape = new List<string>();
        if (!scanner.Take('('))
        {
            return null;
        }
        while (!scanner.Take(')'))
        {
            string word = scanner.Word();
            if (word.Length == 0 || !(scanner.Take(',') || scanner.Sees(')')))
            {
                return null;
            }
            // Python 2 marks long numbers.
            shape.Add(word.TrimEnd('L'));
        }
        return shape;
    }

    private static (int Rows, int Columns) Size(string path, List<string> shape)
    {
        string shown = CellText.Show($"({string.Join(", ", shape)})");
        if (shape.Count is 0 or > 2)
        {
            throw new InvalidInputException(
                $"{path}: an array of {shape.Count} dimensions, {shown}; rows and columns are needed, such as array.reshape(len(array), -1)");
        }
        int[] sizes = new int[shape.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(shape[i], NumberStyles.None, CultureInfo.InvariantCulture, out sizes[i]) || sizes[i] == 0)
            {
                throw new InvalidInputException($"{path}: shape {shown} is not allowed; use 1..{int.MaxValue} rows and columns");
            }
        }
        return (sizes[0], sizes.Length > 1 ? sizes[1] : 1);
    }
}
