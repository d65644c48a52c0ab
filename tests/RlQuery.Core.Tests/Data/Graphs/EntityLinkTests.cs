using RlQuery.Core.Data;
using RlQuery.Core.Data.Graphs;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Core.Tests.Data.Graphs;

/// <summary>Rows and their entities, from the file to the items of a problem.</summary>
public sealed class EntityLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KnowledgeGraph _graph;

    public EntityLinkTests() => _graph = KnowledgeGraph.Read(_folder.Write("g.tsv", "dog\tis\tanimal\ncat\tis\tanimal\nrose\tis\tplant\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_linked_by_the_words_of_texts_and_categories_and_a_note_counts_them()
    {
        Dataset data = Read("pet,age,label\ndog,1,a\ncat,2,b\nnone,3,a\nDOG,4,b\n", null);
        Assert.Equal(["dog", "cat", "", "dog"], NamesOf(data));
        Assert.Contains("3 of 4 rows are linked to", data.Notes[^2], StringComparison.Ordinal);
        Assert.Equal(2, data.Features);
    }

    [Fact]
    public void A_column_of_ids_links_and_is_no_feature()
    {
        Dataset data = Read("id,age,label\ndog;rose,1,a\ncat,2,b\nyeti,3,a\n,4,b\n", "id");
        Assert.Equal(["dog rose", "cat", "", ""], NamesOf(data));
        Assert.Equal(["age"], data.FeatureNames);
        Assert.Contains(data.Notes, note => note.EndsWith("column id: 1 ids are not in " + _graph.Source + ", such as \"yeti\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Ids_of_which_the_graph_has_none_and_a_missing_column_are_refused()
    {
        Assert.Contains("'id' has no entity of", Fault("id,age,label\nyeti,1,a\nunicorn,2,b\n", "id"), StringComparison.Ordinal);
        Assert.Contains("no column of features is 'ids'; did you mean 'id'?", Fault("id,age,label\ndog,1,a\ncat,2,b\n", "ids"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_numbers_has_the_same_bytes_with_and_without_a_graph()
    {
        const string Text = "x,y,label\n1,2,a\n3,4,b\n";
        Dataset without = DatasetReader.Read(_folder.Write("n.csv", Text));
        Dataset with = Read(Text, null);
        Assert.Equal(without.Hash, with.Hash);
        Assert.Equal(["", ""], NamesOf(with));
    }

    [Fact]
    public void Words_of_more_than_a_tenth_of_the_texts_link_nothing()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 200).Select(i => $"my dog number {i} {(i < 20 ? "likes a rose" : "runs")},{(i % 2 == 0 ? "a" : "b")}");
        string path = _folder.Write("t.csv", $"note,label\n{string.Join('\n', rows)}\n");
        var schema = TableSchema.Parse("{ \"columns\": { \"note\": \"text\" } }", "schema");
        var options = new DatasetReaderOptions { Featurizer = new LinkingFeaturizer(_graph, null, new RowNumbers()), Schema = schema };
        Dataset data = DatasetReader.Read(path, options);
        Assert.Equal(["rose", ""], NamesOf(data).Distinct());
        Assert.Contains(data.Notes, note => note.Contains("1 entities of more than a tenth of the rows are not linked", StringComparison.Ordinal));
    }

    [Fact]
    public void Links_follow_their_rows_through_splits_and_changes_of_labels()
    {
        string[] pets = ["dog", "cat", "none"];
        string[] labels = ["", "a", "b", "b"];
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(i => $"{pets[i % 3]},{i},{labels[i % 4]}");
        Dataset data = Read($"pet,age,label\n{string.Join('\n', rows)}\n", null).Rename("other").LabelledAlone();
        string[] names = [.. Enumerable.Range(0, 40).Where(i => i % 4 != 0).Select(i => i % 3 == 2 ? "" : pets[i % 3])];
        Assert.Equal(names, NamesOf(data));
        Assert.Equal(names, NamesOf(data.Without([0, 5])));
        Items items = new ProblemOptions(ClassificationTask.Instance, new SplitOptions(), 1).Create(data, seed: 7).Items;
        string[] linked = [.. Enumerable.Range(0, items.Count).Select(item => Names(items.Links!, item))];
        Assert.Equal(items.Rows.Select(row => names[row]), linked);
    }

    private Dataset Read(string text, string? column) => DatasetReader.Read(
        _folder.Write("t.csv", text), new DatasetReaderOptions { Featurizer = new LinkingFeaturizer(_graph, column, new RowNumbers()) });

    private string Fault(string text, string column) => Assert.Single(Assert.Throws<InvalidInputException>(() => Read(text, column)).Faults);

    private static string[] NamesOf(Dataset data) => [.. Enumerable.Range(0, data.Rows).Select(row => Names(data.Links!, row))];

    private static string Names(EntityLinks links, int row) =>
        string.Join(' ', links.Of(row).ToArray().Select(links.Graph.NameOf).Order(StringComparer.Ordinal));

    /// <summary>One feature of each column, the number of the row.</summary>
    private sealed class RowNumbers : ITableFeaturizer
    {
        public FeaturizedTable Featurize(Table features)
        {
            int width = features.Columns.Count;
            return new([.. features.Columns.Select(column => column.Name)], [.. Enumerable.Range(0, features.Rows * width).Select(i => (float)(i / width))]);
        }
    }
}
