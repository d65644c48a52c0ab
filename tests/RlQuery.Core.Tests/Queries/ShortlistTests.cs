using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Labelling;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Queries;

/// <summary>Tables of more than 8192 unlabelled rows: a shortlist is made anew for each question.</summary>
public sealed class ShortlistTests
{
    private const int Rows = 20_000;
    private static readonly LogisticRegressionFactory Learner = new();

    /// <summary>A session goes on from question to question; a query begins with the table and its answers.</summary>
    [Theory]
    [InlineData("margin")]
    [InlineData("policies/quickstart")]
    [InlineData("policies/general")]
    public void A_session_asks_for_the_rows_that_a_query_chooses(string name)
    {
        LabellingTable table = LabellingTables.Clouds(Rows, apart: 1);
        LabellingState state = LabellingTables.Begin(table);
        var none = new SortedSet<int>();
        var questions = new StrategyQuestions(table, Find(name), Learner, 40, 5, none, none, jobs: 2);
        for (int answers = 0; answers < 8; answers++)
        {
            int asked = questions.Next(state, null)!.Row;
            Dataset known = table.Labelled(state, none);
            IQueryStrategy chooser = QueryBatch.IsLearnable(known) ? Find(name) : new RepresentativeStrategy();
            Assert.Equal(QueryBatch.Choose(known, chooser, Learner, 1, 40, 5, jobs: 1)[0].Row, asked);
            state.Apply(new QuestionAsked(asked));
            state.Apply(new RowLabelled(asked, LabellingTables.Truth(answers)));
        }
    }

    [Theory]
    [InlineData("policies/quickstart")]
    [InlineData("policies/general")]
    [InlineData("core-set")]
    [InlineData("qbc-kl")]
    public void Any_number_of_threads_chooses_the_same(string name)
    {
        Dataset data = Clouds(Rows, labelled: 6);
        string[] One(int jobs) =>
            [.. QueryBatch.Choose(data, Find(name), Learner, 3, 40, 0, jobs).Select(pick => $"{pick.Row} {pick.Score} {string.Join(' ', pick.Signals)}")];
        Assert.Equal(One(1), One(4));
    }

    /// <summary>The values are whole and their mean is 0, so that sums are exact in any order.</summary>
    [Fact]
    public void The_order_of_the_rows_of_a_table_changes_no_choice_by_margin()
    {
        int[] order = [0, 1, .. new Pcg64(7).Permutation(Rows - 2).Select(row => row + 2)];
        float[] values = Whole();
        float[] moved = [.. order.SelectMany(row => values.AsSpan(3 * row, 3).ToArray())];
        int[] labels = [0, 1, .. Enumerable.Repeat(Dataset.Unlabelled, Rows - 2)];
        int[] Chosen(float[] x) =>
            [.. QueryBatch.Choose(Of(x, labels, 3), Find("margin"), Learner, 1, 40, 0, jobs: 2).Select(pick => pick.Row)];
        int before = Chosen(values)[0];
        int after = Chosen(moved)[0];
        Assert.Equal(values.AsSpan(3 * before, 3).ToArray(), moved.AsSpan(3 * after, 3).ToArray());
    }

    [Fact]
    public void The_best_rows_are_the_same_in_whatever_order_they_are_shown()
    {
        var draws = new Pcg64(3);
        float[] scores = [.. Enumerable.Range(0, 3000).Select(_ => draws.NextInt(200) - 100f)];
        int[] expected = [.. Enumerable.Range(0, 3000).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(500)];
        for (int round = 0; round < 5; round++)
        {
            var best = new BestRows(500);
            foreach (int[] lot in new Pcg64((ulong)round).Permutation(3000).Chunk(700))
            {
                best.Add(lot, [.. Enumerable.Range(0, lot.Length)], [.. lot.Select(row => scores[row])]);
            }
            Assert.Equal(expected, best.Rows());
        }
    }

    [Fact]
    public void The_rows_that_are_best_by_the_signal_of_a_strategy_are_candidates()
    {
        Dataset data = Clouds(Rows, labelled: 6);
        var table = new QueryTable(data);
        var margins = new QueryEpisode(Learner, Find("margin"));
        margins.Begin(table, new QueryPool(table.AllRows), 40, 0);
        int[] rows = margins.Score(out Span<float> scores).Rows.ToArray();
        float[] negated = Array.ConvertAll(scores.ToArray(), score => -score);
        Array.Sort(negated, rows);
        QueryPool pool = new QueryShortlist(Find("policies/general"), Learner, 0, jobs: 2).Narrow(table, 1, 40, default);
        Assert.Empty(rows.Take(6000).Except(pool.Rows));
        Assert.Empty(table.Labelled.Except(pool.Rows));
        Assert.InRange(pool.Rows.Length, 6144, QueryShortlist.ExactRows + 6);
    }

    [Theory]
    [InlineData(8192, false)]
    [InlineData(8193, true)]
    public void A_table_is_shortened_from_8193_unlabelled_rows_on(int rows, bool isShortlist)
    {
        var table = new QueryTable(Clouds(rows + 2, labelled: 2));
        Assert.Equal(isShortlist, new QueryShortlist(Find("margin"), Learner, 0, jobs: 1).Narrow(table, 1, 40, default).IsShortlist);
    }

    [Fact]
    public void Thousands_of_labels_leave_as_many_candidates()
    {
        var table = new QueryTable(Clouds(Rows, labelled: 9000));
        int[] rows = new QueryShortlist(Find("policies/quickstart"), Learner, 0, jobs: 2).Narrow(table, 1, 40, default).Rows;
        Assert.Equal(9000, rows.Count(row => row < 9000));
        Assert.InRange(rows.Length - 9000, 6144, QueryShortlist.ExactRows);
    }

    private static IQueryStrategy Find(string name) => name.StartsWith("policies/", StringComparison.Ordinal)
        ? PolicyReader.Load(Path.Combine(Repository.Root, name), Known.Parts) : Known.Parts.Find<IQueryStrategy>(name);

    private static Dataset Clouds(int rows, int labelled)
    {
        var draws = new Pcg64(3);
        float[] values = [.. Enumerable.Range(0, rows * 4).Select(i => (float)draws.NextGaussian() + (i / 4 % 2))];
        return Of(values, [.. Enumerable.Range(0, rows).Select(row => row < labelled ? row % 2 : Dataset.Unlabelled)], 4);
    }

    private static Dataset Of(float[] values, int[] labels, int features) => Dataset.ForClassification(
        "clouds", "test", values, labels, [.. Enumerable.Range(0, features).Select(i => $"x{i}")], ["a", "b"]);

    // Pairs of rows that are each other's negative.
    private static float[] Whole()
    {
        var draws = new Pcg64(5);
        float[] values = new float[3 * Rows];
        for (int row = 0; row < Rows; row += 2)
        {
            for (int j = 0; j < 3; j++)
            {
                values[(row * 3) + j] = draws.NextInt(2000) - 999;
                values[((row + 1) * 3) + j] = -values[(row * 3) + j];
            }
        }
        return values;
    }
}
