using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Tests.Data;

namespace RlQuery.Core.Tests.Labelling;

public sealed class ForeignJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"rlquery_row": 0, "label": "\ud800"}""", 29)]
    [InlineData("""{"rlquery_row": "\ud800", "label": "a"}""", 17)]
    [InlineData("""{"rlquery_row": 0, "label": "b", "\ud800": 1}""", 34)]
    public void Half_a_letter_is_a_fault_of_the_file(string record, int letter)
    {
        Refused($"[\n\n{record}]", "foreign.json", 3, letter);
        Refused($"\n{record}\n", "foreign.jsonl", 2, letter);

        void Refused(string text, string name, int line, int at) => Assert.EndsWith(
            $"{name}: line {line}: holds half of a letter, an escape such as \\ud800 without its other half, at letter {at}; nothing was imported",
            Assert.Single(Assert.Throws<InvalidInputException>(() => Import(text, name)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_letter_where_nobody_looks_does_no_harm() => Assert.Single(
        Import("""
            [{"data": {"rlquery_row": 0, "text": "\ud83d"}, "annotations": [{"result": [{"from_name": "label", "value": {"choices": ["a"]}}]}]}]
            """, "foreign.json").Events.OfType<RowImported>());

    [Theory]
    [InlineData("""[{"rlquery_row": 0, "label": "\u0000"}]""")]
    [InlineData("""[{"rlquery_row": 0, "label": "a\u0000b"}]""")]
    [InlineData("""[{"rlquery_row": 0, "label": "a", "annotator": "\u0000"}]""")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("""{"rlquery_row": null}""")]
    public void Values_that_none_can_be_are_refused_in_a_line(string text)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Import(text, "foreign.json"));
        Assert.All(refused.Faults, fault => Assert.DoesNotContain(fault, char.IsControl));
    }

    [Fact]
    public void What_is_too_deep_is_refused_in_a_line() => Assert.Contains(
        "is not JSON at letter",
        Assert.Throws<InvalidInputException>(() => Import(new string('[', 100_000), "foreign.json")).Message, StringComparison.Ordinal);

    private ImportSummary Import(string text, string name)
    {
        LabellingTable table = LabellingTables.Of(("x", ["1", "2"]), ("label", [null, null]));
        return SessionImport.Read(_folder.Write(name, text), table, TableFingerprint.Of(table.Cells), table.Begin(["a", "b"]), null);
    }
}
