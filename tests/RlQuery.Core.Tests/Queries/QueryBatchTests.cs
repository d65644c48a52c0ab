using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Tests.Queries;

public sealed class QueryBatchTests
{
    private static readonly IQueryStrategy Margin = StrategyCatalog.Find("margin")!;

    public static TheoryData<string, int> Labellings => new()
    {
        { "representative", 0 }, { "representative", 1 }, { "margin", 0 }, { "margin", 1 }, { "margin", 2 }, { "qbc-kl", 2 }, { "eer", 2 }, { "bald", 0 },
    };

    [Theory]
    [MemberData(nameof(Labellings))]
    public void Rows_without_a_label_are_asked_for_once_each_whatever_is_labelled(string name, int classes)
    {
        Dataset data = Clusters(classes, rows: 30);
        IQueryStrategy strategy = StrategyCatalog.Find(name) ?? new RepresentativeStrategy();
        IReadOnlyList<Pick> picks = Choose(data, strategy, 1000);
        Assert.Equal(
            Enumerable.Range(0, 30).Where(row => data.Labels[row] == Dataset.Unlabelled),
            picks.Select(pick => pick.Row).Order());
    }

    [Fact]
    public void A_smaller_count_gives_the_first_of_a_larger_one()
    {
        Dataset data = Clusters(2, rows: 30);
        Assert.Equal(
            Choose(data, Margin, 12).Take(5).Select(pick => (pick.Row, pick.Score)),
            Choose(data, Margin, 5).Select(pick => (pick.Row, pick.Score)));
    }

    [Fact]
    public void Margin_asks_first_for_the_row_on_the_border()
    {
        // Classes at -1 and +1; of the others, 0.05 is nearest to the middle.
        Dataset data = Line([-1, 1, -0.9f, 0.05f, 0.8f], [0, 1, -1, -1, -1]);
        Assert.Equal([3, 4, 2], Choose(data, Margin, 3).Select(pick => pick.Row));
    }

    [Fact]
    public void The_first_representative_row_is_in_the_crowd_and_the_next_is_not_its_neighbour()
    {
        // A crowd at 0, a smaller one at 5, and one far row: crowds first, and one row of each.
        Dataset data = Line([0, 0.01f, -0.01f, 0.02f, -0.02f, 5, 5.01f, 4.99f, 30], [-1, -1, -1, -1, -1, -1, -1, -1, -1]);
        IReadOnlyList<Pick> picks = Choose(data, new RepresentativeStrategy(), 2);
        Assert.InRange(picks[0].Row, 0, 4);
        Assert.InRange(picks[1].Row, 5, 7);
    }

    [Fact]
    public void Copies_of_a_chosen_row_come_last()
    {
        // Three copies stand nearest to the border; one of them is asked for, then each other row, then the rest of the copies.
        Dataset data = Line([-1, 1, 0.05f, 0.8f, 0.05f, -0.9f, 0.05f], [0, 1, -1, -1, -1, -1, -1]);
        Assert.Equal([2, 3, 5, 4, 6], Choose(data, Margin, 5).Select(pick => pick.Row));
    }

    [Fact]
    public void A_table_of_one_class_is_not_learnable_and_one_of_two_is()
    {
        Assert.False(QueryBatch.IsLearnable(Clusters(0, 10)));
        Assert.False(QueryBatch.IsLearnable(Clusters(1, 10)));
        Assert.True(QueryBatch.IsLearnable(Clusters(2, 10)));
    }

    [Fact]
    public void The_signal_of_a_heuristic_is_its_only_reason()
    {
        Pick pick = Choose(Clusters(2, rows: 30), Margin, 1)[0];
        Assert.Equal([0], pick.Reasons(3));
        // Margin scores -margin: what the choice owes to it is how far its margin is below the mean.
        Assert.Equal(-pick.Signals[0], pick.Score);
        Assert.True(pick.Contributions[0] > 0);
    }

    [Fact]
    public void Reasons_stand_strongest_first_and_only_if_they_speak_for_the_row() =>
        Assert.Equal([3, 0], new Pick(0, 1, [0, 0, 0, 0], [0.1f, -0.5f, 0, 0.2f]).Reasons(3));

    private static IReadOnlyList<Pick> Choose(Dataset data, IQueryStrategy strategy, int count) =>
        QueryBatch.Choose(data, strategy, new LogisticRegressionFactory(), count, budget: 40, seed: 0);

    /// <summary>Two clusters, of which the first rows are labelled with as many classes as asked for.</summary>
    private static Dataset Clusters(int labelledClasses, int rows)
    {
        var generator = new Pcg64(3);
        float[] values = [.. Enumerable.Range(0, rows).SelectMany(row => new[] { (float)generator.NextGaussian() + (row % 2 * 3), (float)generator.NextGaussian() })];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < 4 && row % 2 < labelledClasses ? row % 2 : Dataset.Unlabelled)];
        return Dataset.ForClassification("clusters", "test", values, labels, ["x", "y"], [.. new[] { "a", "b" }.Take(labelledClasses)]);
    }

    private static Dataset Line(float[] values, int[] labels) => Dataset.ForClassification(
        "line", "test", values, labels, ["x"], labels.Max() < 0 ? [] : ["a", "b"]);
}
