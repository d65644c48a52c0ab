using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class ForeignJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"rlquery_row": 0, "label": "\ud800"}""")]
    [InlineData("""{"rlquery_row": "\ud800", "label": "a"}""")]
    [InlineData("""{"rlquery_row": 0, "label": "b", "\ud800": 1}""")]
    public void Half_a_letter_is_a_fault_of_the_file(string record)
    {
        LabellingTable table = LabellingTables.Of(("x", ["1", "2"]), ("label", [null, null]));
        Refused($"[{record}]", "foreign.json", 1);
        Refused($"\n{record}\n", "foreign.jsonl", 2);

        void Refused(string text, string name, int line)
        {
            string path = _folder.Write(name, text);
            Assert.Equal(
                [
                    $"{path}: line {line}{(line == 1 ? " or below" : "")}: holds half of a letter, an escape such as \\ud800 without its other half; nothing "
                        + "was imported",
                ],
                Assert.Throws<InvalidInputException>(() => SessionImport.Read(path, table, TableFingerprint.Of(table.Cells), table.Begin([]), null)).Faults);
        }
    }
}
