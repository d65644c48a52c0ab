using System.Buffers.Binary;
using System.Text;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>MO, gettext's compiled messages, as programs are shipped with them. They hold what was translated, and nothing else.</summary>
/// <remarks>Source: GNU gettext's manual, section 10.3, "The Format of GNU MO Files". Texts have to be UTF-8.</remarks>
internal sealed class MoFormat : ITableFormat
{
    private const uint Mark = 0x950412de;
    private const int HeaderLength = 20;
    private const char ContextEnd = '\u0004';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Name => "mo";

    public string Description => "gettext's messages and their translations, compiled";

    public IReadOnlyList<string> Extensions { get; } = [".mo", ".gmo"];

    public Table Read(TableFile file, string? target)
    {
        byte[] bytes = InputFile.ReadUnpacked(file.Path);
        bool isLittle = bytes.Length >= HeaderLength && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Mark;
        if (!isLittle && (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32BigEndian(bytes) != Mark))
        {
            throw new InvalidInputException($"{file.Path}: not a gettext file: its first four bytes are not those of one");
        }
        uint count = Number(8);
        if (count > (uint)bytes.Length / 16)
        {
            throw Damaged($"{count} messages in {bytes.Length} bytes");
        }
        var messages = new GettextMessage[count];
        for (int i = 0; i < messages.Length; i++)
        {
            string[] name = Text(Number(12), i).Split(ContextEnd, 2);
            messages[i] = new GettextMessage(i + 1, name.Length == 2 ? name[0] : "", name[^1].Split('\0'), Text(Number(16), i).Split('\0'));
        }
        return GettextTable.Of(file, messages, new FaultList(file.Path));

        uint Number(long place)
        {
            if (place + 4 > bytes.Length)
            {
                throw Damaged($"it ends before byte {place + 4}");
            }
            ReadOnlySpan<byte> four = bytes.AsSpan((int)place, 4);
            return isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
        }

        // A table of lengths and places.
        string Text(uint table, int index)
        {
            long entry = table + (8L * index);
            long length = Number(entry);
            long place = Number(entry + 4);
            if (place + length > bytes.Length)
            {
                throw Damaged($"it ends before byte {place + length}");
            }
            try
            {
                return Utf8.GetString(bytes, (int)place, (int)length);
            }
            catch (DecoderFallbackException)
            {
                throw new InvalidInputException($"{file.Path}: message {index + 1} is not UTF-8; write the file anew with msgconv --to-code=UTF-8");
            }
        }

        InvalidInputException Damaged(string fault) => new($"{file.Path}: damaged: {fault}");
    }
}
