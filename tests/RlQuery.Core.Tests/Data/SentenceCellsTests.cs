using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.Core.Tests.Data;

public sealed class SentenceCellsTests
{
    [Fact]
    public void Sources_and_answers_are_kept_as_they_stand_in_the_file()
    {
        Dataset data = Read("source\ttarget", "A \"man\", walks.\tEin \"Mann\" geht.", "Two dogs\t", "NA\tnein", "12\tzwölf");
        Assert.Equal(TargetKind.Text, data.Kind);
        Assert.Equal(["A \"man\", walks.", "Two dogs", "NA", "12"], data.Sources);
        Assert.Equal("Ein \"Mann\" geht.||nein|zwölf", string.Join('|', data.TargetTexts));
        Assert.False(data.HasTarget(1));
        Assert.Equal(4, data.Rows);
        Assert.True(data.Features > 0);
        Assert.Contains(data.Notes, note => note.EndsWith("3 texts of 8 words and marks; 1 unlabelled", StringComparison.Ordinal));
    }

    [Fact]
    public void The_only_other_column_holds_the_sentences_whatever_its_name() =>
        Assert.Equal(["one", "two", "three"], Read("en\tde", "one\teins", "two\tzwei", "three\tdrei").Sources);

    [Fact]
    public void Of_several_columns_the_one_named_source_holds_them() =>
        Assert.Equal(["one", "two", "three"], Read("n\tsource\tde", "1\tone\teins", "2\ttwo\tzwei", "3\tthree\tdrei").Sources);

    private static Dataset Read(params string[] lines)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string file = Path.Combine(folder, "pairs.tsv");
            File.WriteAllLines(file, lines);
            return DatasetReader.Read(file, new DatasetReaderOptions { Kind = TargetKind.Text, Featurizer = new Lengths() });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Lengths : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features) =>
            new(["length"], [.. Enumerable.Range(0, features.Rows).Select(row => (float)features.Columns[^1].CellOf(row)!.Length)]);
    }
}
