using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling;

namespace RlQuery.Core.Tests.Data;

public sealed class ClassSpellingsTests : IDisposable
{
    private const string Composed = "caf\u00e9";
    private const string Decomposed = "cafe\u0301";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0", "0.0", true)]
    [InlineData("1", "1e0", true)]
    [InlineData("No", "no", true)]
    [InlineData("very good", "very  good", true)]
    [InlineData(Composed, Decomposed, true)]
    [InlineData("no", "nope", false)]
    [InlineData("0", "1", false)]
    public void Classes_that_look_alike_are_told_and_joined_by_a_schema(string one, string other, bool alike)
    {
        string path = _folder.Write("data.csv", $"a,label\n1,{one}\n2,{one}\n3,{other}\n4,zz\n");
        Dataset apart = DatasetReader.Read(path);
        Assert.Equal(3, apart.Classes);
        Assert.Equal(alike, apart.Notes.Any(note => note.Contains($"look alike: \"{one}\" (2) and \"{other}\" (1)", StringComparison.Ordinal)));
        Dataset joined = DatasetReader.Read(path, new DatasetReaderOptions { Schema = Joins });
        Assert.Equal(alike ? 2 : 3, joined.Classes);
        Assert.Equal(alike, joined.Labels[0] == joined.Labels[2]);
        Assert.Contains(one, joined.ClassNames);
    }

    [Fact]
    public void A_session_begins_with_joined_classes_and_leaves_the_file_as_it_stands()
    {
        Table cells = TableReader.Read(_folder.Write("data.csv", "a,label\n1,No\n2,No\n3,no\n4,yes\n5,\n"));
        LabellingTable table = LabellingTable.Of(cells, "label", featurizer: null, Joins);
        LabellingState state = table.Begin([]);
        Assert.Equal(["No", "yes"], state.Classes);
        Assert.Equal(["No", "No", "No", "yes", null], state.Answers);
        Assert.Equal("no", table.AnswerCell(state, 2));
    }

    [Theory]
    [InlineData("""{ "columns": {}, "joinClasses": 1 }""", "schema.json: joinClasses: \"1\" is not allowed; use true or false")]
    [InlineData(
        """{ "columns": {}, "missing": "x" }""", "schema.json: missing: \"\"x\"\" is not allowed; use texts in brackets, such as [\"<0.1\", \"trace\"]")]
    public void A_faulty_schema_is_refused_in_a_line(string text, string fault) =>
        Assert.Equal([fault], Assert.Throws<InvalidInputException>(() => TableSchema.Parse(text, "schema.json")).Faults);

    private static TableSchema Joins => TableSchema.Parse("""{ "columns": {}, "joinClasses": true }""", "schema.json");
}
