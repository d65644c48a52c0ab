using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;

namespace RlQuery.MicrosoftML.Tests;

public sealed class MixedTableFeaturizerTests
{
    private static FeaturizedTable Featurize(params TableColumn[] columns) =>
        new MixedTableFeaturizer().Featurize(new Table("t", "t.csv", columns, [.. Enumerable.Range(1, columns[0].Cells.Length)]));

    private static TableColumn Numbers(string name, params string?[] cells) => new(name, ColumnKind.Numeric, cells);

    private static TableColumn Texts(string name, params string?[] cells) => new(name, ColumnKind.Categorical, cells);

    [Fact]
    public void Categories_become_columns_in_ordinal_order()
    {
        FeaturizedTable table = Featurize(Texts("colour", "red", "blue", "green", "red"), Numbers("age", "1", "2", "3", "4"));
        Assert.Equal(["colour=blue", "colour=green", "colour=red", "age"], table.FeatureNames);
        Assert.Equal([0, 0, 1, 1, 1, 0, 0, 2, 0, 1, 0, 3, 0, 0, 1, 4], table.Values);
    }

    [Fact]
    public void Two_categories_become_one_column()
    {
        FeaturizedTable table = Featurize(Texts("sex", "m", "f", "m"));
        Assert.Equal(["sex=m"], table.FeatureNames);
        Assert.Equal([1, 0, 1], table.Values);
    }

    [Fact]
    public void Missing_numbers_become_the_mean_and_are_marked()
    {
        FeaturizedTable table = Featurize(Numbers("age", "1", null, "4", "-2.5"), Numbers("size", "1", "2", "3", "4"));
        Assert.Equal(["age", "age=missing", "size"], table.FeatureNames);
        Assert.Equal([1, 0, 1, 2.5f / 3, 1, 2, 4, 0, 3, -2.5f, 0, 4], table.Values);
    }

    [Fact]
    public void Missing_categories_are_a_category_of_their_own()
    {
        FeaturizedTable table = Featurize(Texts("sex", "m", null, "f", "zz"));
        Assert.Equal(["sex=f", "sex=m", "sex=zz", "sex=missing"], table.FeatureNames);
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0], table.Values);
        Assert.Equal([0, 1], Featurize(Texts("flag", "y", null)).Values);
    }

    [Fact]
    public void Columns_that_tell_nothing_give_no_feature()
    {
        FeaturizedTable table = Featurize(Texts("one", "a", "a"), Numbers("empty", null, null), Texts("void", null, null), Numbers("x", "0", "0"));
        Assert.Equal(["x"], table.FeatureNames);
    }

    [Fact]
    public void Texts_beyond_sixty_four_are_hashed_the_same_every_time()
    {
        string[] cities = [.. Enumerable.Range(0, 300).Select(i => $"city {i % 100}")];
        FeaturizedTable table = Featurize(Texts("city", cities));
        Assert.Equal(64, table.FeatureNames.Length);
        Assert.Equal("city#63", table.FeatureNames[^1]);
        float[][] rows = table.Values.Chunk(64).ToArray();
        Assert.All(rows, row => Assert.Equal((1f, 1), (row.Sum(), row.Count(value => value == 1))));
        Assert.Equal(rows[7], rows[107]);
        Assert.InRange(rows.Select(row => Array.IndexOf(row, 1f)).Distinct().Count(), 40, 64);
        Assert.Equal(table.Values, Featurize(Texts("city", cities)).Values);
        Assert.Equal(64, Featurize(Texts("code", [.. cities.Take(64)])).FeatureNames.Count(name => name.StartsWith("code=", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_table_gives_the_same_data_set_read_from_a_file()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rlquery-mixed-").FullName, "people.csv");
        File.WriteAllText(path, "age,colour,class\n30,red,yes\n,blue,no\n40,,yes\n50,red,no\n");
        var options = new DatasetReaderOptions { Featurizer = new MixedTableFeaturizer() };
        Dataset data = DatasetReader.Read(path, options);
        Assert.Equal(["age", "age=missing", "colour=blue", "colour=red", "colour=missing"], data.FeatureNames);
        Assert.Equal([40, 1, 1, 0, 0], data.Row(1).ToArray());
        Assert.Equal(data.Hash, DatasetReader.Read(path, options).Hash);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
