using System.Buffers.Binary;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class GettextTests : IDisposable
{
    private const string Messages = """
        # A translator's remark.
        msgid ""
        msgstr ""
        "Content-Type: text/plain; charset=UTF-8\n"

        #: main.c:12
        msgid "Save"
        msgstr "Speichern"
        #, c-format, fuzzy
        #| msgid "Close %s"
        msgid "Close \"%s\""
        msgstr "Schließen"
        msgctxt "menu"
        msgid "Op"
        "en\tnow"
        msgstr ""
        "Öff"
        "nen"

        msgid "one file"
        msgid_plural "%d files"
        msgstr[0] "eine Datei"
        msgstr[1] "%d Dateien"

        msgid "Quit"
        msgstr ""

        msgid "  \n"
        msgstr "  \n"

        #~ msgid "Old"
        #~ msgstr "Alt"
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Messages_are_rows_and_those_without_a_translation_are_to_be_translated()
    {
        Table table = TableReader.Read(_folder.Write("de.po", Messages));
        Assert.Equal(["context", "source", "target"], table.Columns.Select(column => column.Name));
        Assert.Equal([null, null, "menu", null, null, null], (IEnumerable<string?>)table.Columns[0].Cells);
        Assert.Equal(["Save", "Close \"%s\"", "Op" + "en\tnow", "one file", "%d files", "Quit"], (IEnumerable<string?>)table.Columns[1].Cells);
        Assert.Equal(["Speichern", null, "Öffnen", "eine Datei", "%d Dateien", null], (IEnumerable<string?>)table.Columns[2].Cells);
        Assert.Equal([7, 11, 14, 20, 20, 25], table.Lines);
        Assert.Equal([$"{table.Source}: 1 fuzzy translation counts as none"], table.Notes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_compiled_file_has_the_same_rows_as_its_source(bool isLittle)
    {
        (string, string)[] messages =
        [
            ("", "Content-Type: text/plain; charset=UTF-8\n"), ("Save", "Speichern"), ("menu\u0004Open", "Öffnen"),
            ("one file\0%d files", "eine Datei\0%d Dateien"),
        ];
        Table table = TableReader.Read(_folder.WriteBytes("de.mo", Compile(messages, isLittle)));
        Assert.Equal(["Save", "Open", "one file", "%d files"], (IEnumerable<string?>)table.Columns[1].Cells);
        Assert.Equal(["Speichern", "Öffnen", "eine Datei", "%d Dateien"], (IEnumerable<string?>)table.Columns[2].Cells);
        Assert.Equal([null, "menu", null, null], (IEnumerable<string?>)table.Columns[0].Cells);
    }

    [Theory]
    [InlineData("msgid \"a\"\nmsgstr \"b\" c\n", "line 2: ")]
    [InlineData("msgid \"a\\q\"\nmsgstr \"b\"\n", "line 1: ")]
    [InlineData("\"a\"\n", "line 1: ")]
    [InlineData("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", "line 3: \"msgid\" is not allowed here")]
    [InlineData("msgid \"a\"\n", "line 1: a message without msgstr")]
    [InlineData("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", "line 3: \"msgstr\" is not allowed here")]
    [InlineData("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n", "line 3: \"msgstr[1]\" is not allowed here")]
    [InlineData("msgid \"\"\nmsgstr \"charset\"\n", "no messages")]
    [InlineData("# nothing\n", "no messages")]
    public void What_is_no_message_is_named_with_its_line(string text, string fault)
    {
        string path = _folder.Write("bad.po", text);
        string message = Assert.Throws<InvalidInputException>(() => TableReader.Read(path)).Message;
        Assert.StartsWith($"{path}: {fault}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_compiled_file_is_refused_in_one_line_wherever_it_is_cut_or_changed()
    {
        byte[] whole = Compile([("Save", "Speichern"), ("Open", "Öffnen")], isLittle: true);
        string path = _folder.WriteBytes("cut.mo", whole);
        for (int length = 0; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.StartsWith($"{path}: ", Assert.Throws<InvalidInputException>(() => TableReader.Read(path)).Message, StringComparison.Ordinal);
        }
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] = 0xff;
            File.WriteAllBytes(path, changed);
            try
            {
                TableReader.Read(path);
            }
            catch (InvalidInputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
            }
        }
    }

    // Header, table of messages, table of translations, texts: each with a 0 at its end.
    private static byte[] Compile((string Source, string Target)[] messages, bool isLittle)
    {
        byte[][] texts = [.. messages.Select(message => message.Source).Concat(messages.Select(message => message.Target)).Select(Encoding.UTF8.GetBytes)];
        int place = 28 + (8 * texts.Length);
        var numbers = new List<uint> { 0x950412de, 0, (uint)messages.Length, 28, (uint)(28 + (8 * messages.Length)), 0, 0 };
        foreach (byte[] text in texts)
        {
            numbers.AddRange([(uint)text.Length, (uint)place]);
            place += text.Length + 1;
        }
        byte[] head = new byte[4 * numbers.Count];
        for (int i = 0; i < numbers.Count; i++)
        {
            if (isLittle)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4 * i), numbers[i]);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4 * i), numbers[i]);
            }
        }
        return [.. head, .. texts.SelectMany(text => text.Append((byte)0))];
    }
}
