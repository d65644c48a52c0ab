using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

/// <summary>Readers are parts: who gives them reads files of their extensions.</summary>
public sealed class OwnFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_format_of_ones_own_is_read_as_any_other_and_known_only_where_it_is_given()
    {
        string path = _folder.Write("mine.Words", "a 1 x\nb 2 y\n");
        Parts own = Known.Parts.With(new Words());
        Assert.Equal(["x", "y"], DatasetReader.Read(path, new DatasetReaderOptions { Parts = own, Featurizer = new Zeros() }).ClassNames);
        Assert.Equal("mine", TableReader.Read(path, parts: own).Name);
        string expected =
            $"{path}: the extension is not known; use .csv, .txt, .data, .dat, .tab, .tsv, .arff, .svm, .npy, .po, .pot, .mo or .gmo, each also with .gz";
        Assert.Equal(expected, Assert.Throws<InvalidInputException>(() => DatasetReader.Read(path)).Message);
        Assert.Equal(
            "none.xlsx: not a table of named columns; use .csv, .txt, .data, .dat, .tab, .tsv, .arff, .npy, .po, .pot, .mo, .gmo or .words, each also with .gz",
            Assert.Throws<InvalidInputException>(() => TableReader.Read("none.xlsx", parts: own)).Message);
    }

    private sealed class Words : ITableFormat
    {
        public string Name => "words";

        public string Description => "words between blanks";

        public IReadOnlyList<string> Extensions { get; } = [".words"];

        public Table Read(TableFile file, string? target)
        {
            string[][] rows = [.. file.ReadText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
            return new Table(
                file.Name, file.Path, [.. rows[0].Select((_, i) => new TableColumn($"c{i}", ColumnKind.Unknown, [.. rows.Select(row => row[i])]))],
                [.. rows.Select((_, i) => i + 1)]);
        }
    }

    private sealed class Zeros : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) => new(["zero"], new float[features.Rows]);
    }
}
