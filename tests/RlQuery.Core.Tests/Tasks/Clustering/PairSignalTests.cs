using RlQuery.Core.Environments;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Tests.Tasks.Clustering;

/// <summary>Signals and strategies of pairs of rows.</summary>
public sealed class PairSignalTests
{
    [Fact]
    public void All_signals_and_state_values_of_pairs_stay_in_their_range()
    {
        ISignal[] signals = [.. Known.SignalsOf(ClusteringTask.Instance).Where(signal => signal.Needs.HasFlag(SignalNeeds.Pairs))];
        IStateValue[] states = [.. Known.StatesOf(ClusteringTask.Instance).Where(value => value.Needs.HasFlag(SignalNeeds.Pairs))];
        Assert.Equal(11, signals.Length);
        Assert.Equal(2, states.Length);
        Episode episode = Balls.Begin(Balls.Problem(Balls.Of(3, 12, 5, seed: 4)));
        var builder = new ObservationBuilder(new SignalList(signals, states));
        while (!episode.Pool.Candidates.IsEmpty)
        {
            Observation seen = episode.Observe(builder);
            for (int column = 0; column < signals.Length; column++)
            {
                Assert.All(seen.Column(column).ToArray(), value => Assert.InRange(value, 0, 1));
            }
            Assert.All(seen.State.ToArray(), value => Assert.InRange(value, 0, 1));
            Balls.Player("npu").Take(episode);
            episode.Label();
        }
    }

    [Theory]
    [InlineData("farthest-first")]
    [InlineData("min-max")]
    [InlineData("npu")]
    public void A_row_is_placed_before_another_is_begun(string name)
    {
        Problem problem = Balls.Problem(Balls.Of(4, 12, 3, seed: 5));
        RowPairs pairs = problem.Items.Pairs!;
        Episode episode = Balls.Begin(problem);
        while (!episode.Pool.Candidates.IsEmpty)
        {
            var before = Neighbourhoods.Of(pairs, episode.Pool.Labelled, episode.Pool.Labels);
            int[] begun =
            [
                .. Enumerable.Range(0, pairs.Asked).Where(row => before.Of(row) < 0 && before.Groups.Any(group => before.Closure.Of(row, group) == false)),
            ];
            Balls.Player(name).Take(episode);
            int item = episode.Pool.Pending[0];
            int[] asked = [pairs.First(item), pairs.Second(item)];
            Assert.Single(asked, row => before.Of(row) < 0);
            Assert.InRange(begun.Length, 0, 1);
            Assert.Empty(begun.Except(asked));
            episode.Label();
        }
    }

    [Fact]
    public void Cobra_asks_about_the_nearest_middle_rows_that_are_open()
    {
        Problem problem = Balls.Problem(Balls.Of(3, 40, 3, seed: 6));
        RowPairs pairs = problem.Items.Pairs!;
        var medoids = SuperInstances.Of(problem.Items).Medoids.ToHashSet();
        Assert.Equal(SuperInstances.Most, medoids.Count);
        Episode episode = Balls.Begin(problem);
        double Distance(int item) => Enumerable.Range(0, pairs.Rows.Columns)
            .Sum(j => Math.Pow(pairs.Rows.Row(pairs.First(item))[j] - pairs.Rows.Row(pairs.Second(item))[j], 2));
        for (int query = 0; query < 30; query++)
        {
            int[] open = [.. episode.Pool.Candidates.ToArray().Where(item => medoids.Contains(pairs.First(item)) && medoids.Contains(pairs.Second(item)))];
            Balls.Player("cobra").Take(episode);
            if (open.Length > 0)
            {
                Assert.Equal(open.Min(Distance), Distance(episode.Pool.Pending[0]), 1e-4);
            }
            episode.Label();
        }
    }

    [Fact]
    public void The_growth_of_the_closure_is_that_of_both_answers_weighed_by_the_model()
    {
        Problem problem = Balls.Problem(Balls.Of(3, 8, 4, seed: 7));
        RowPairs pairs = problem.Items.Pairs!;
        Episode episode = Balls.Begin(problem);
        for (int query = 0; query < 12; query++)
        {
            Balls.Player("random").Take(episode);
            episode.Label();
        }
        Observation seen = episode.Observe(new ObservationBuilder(new SignalList([new ClosureGrowthSignal()], [])));
        int[] items = episode.Pool.Labelled.ToArray();
        int[] answers = episode.Pool.Labels.ToArray();
        for (int i = 0; i < seen.Count; i++)
        {
            double Decided(bool together)
            {
                LinkClosure closure = LinkClosure.Of(pairs, [.. items, seen.Rows[i]], [.. answers, together ? 1 : 0]);
                int known = Enumerable.Range(0, pairs.Count).Count(item => closure.Of(pairs.First(item), pairs.Second(item)) is not null);
                return Math.Log(1 + known - items.Length) / Math.Log(1 + pairs.Count);
            }
            double p = episode.PoolProbabilities(0)[(2 * seen.Rows[i]) + 1];
            Assert.Equal((p * Decided(true)) + ((1 - p) * Decided(false)), seen.Column(0)[i], 1e-5);
        }
    }
}
