using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

public sealed class ObservationBuilderTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Episodes_of_a_size_allocate_nothing_after_the_first(int classes)
    {
        Problem problem = Problems.Blobs(pool: 120, features: 5, classes: classes, spread: 2);
        var episode = new Episode(new LogisticRegressionFactory());
        // These make matrices, or a learner and what it is told, for an episode.
        string[] making = ["dropout-disagreement", "bandit", "cost-embedding"];
        var builder = new ObservationBuilder(new SignalList(
            [.. Known.SignalsOf(ClassificationTask.Instance).Where(signal => !making.Contains(signal.Name))], Known.StatesOf(ClassificationTask.Instance)));
        Play(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Play(2);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Play(ulong seed)
        {
            episode.Begin(problem, 30, seed);
            while (episode.Queries < 30)
            {
                Observation observation = episode.Observe(builder);
                episode.Take(observation.Rows[observation.Count / 2]);
                if (episode.Queries % 2 == 0)
                {
                    episode.Label();
                }
            }
        }
    }

    [Theory]
    [InlineData(2, "logistic-regression")]
    [InlineData(3, "logistic-regression")]
    [InlineData(3, "random-forest")]
    public void A_focus_changes_no_bit_of_what_it_chooses(int classes, string learner)
    {
        var list = new SignalList(
            [.. Known.SignalsOf(ClassificationTask.Instance).Where(signal => !signal.Needs.HasFlag(SignalNeeds.Committee))],
            Known.StatesOf(ClassificationTask.Instance));
        var selector = new Selector(0.5, new MarginSignal(), 0, 0.1);
        var all = new ObservationBuilder(list);
        var focused = new ObservationBuilder(list, selector.Focus);
        var episode = new Episode(Known.Parts.FindLearner(learner));
        episode.Begin(Problems.Blobs(pool: 300, features: 6, classes: classes, spread: 2), 20, 1);
        while (episode.Queries < 20)
        {
            Observation expected = episode.Observe(all);
            Observation actual = episode.Observe(focused);
            int[] shortlist = new int[expected.Count];
            int chosen = selector.Shortlist(expected, new float[expected.Count], shortlist);
            Assert.InRange(chosen, 1, expected.Count - 1);
            Assert.Equal(expected.State.ToArray(), actual.State.ToArray());
            for (int column = 0; column < list.Signals.Count; column++)
            {
                bool costly = list.Signals[column].Needs.HasFlag(SignalNeeds.Curvature);
                foreach (int place in costly ? shortlist[..chosen] : shortlist)
                {
                    Assert.Equal(expected.Column(column)[place], actual.Column(column)[place]);
                }
                Assert.True(!costly || shortlist[chosen..].All(place => actual.Column(column)[place] == 0));
            }
            episode.Take(expected.Rows[shortlist[chosen / 2]]);
            if (episode.Queries % 3 != 0)
            {
                episode.Label();
            }
        }
    }

    [Fact]
    public void A_focus_by_a_costly_signal_or_by_one_that_is_not_observed_is_refused()
    {
        var list = SignalList.ByName(Known.Parts, ["margin", "leverage"], []);
        Assert.Throws<ArgumentException>(() => new ObservationBuilder(list, new Selector(0.5, new LeverageSignal())));
        Assert.Throws<ArgumentException>(() => new ObservationBuilder(list, new Selector(0.5, new EntropySignal())));
        Assert.Null(new Selector(0.5, new LeverageSignal()).Focus);
        Assert.Null(new Selector().Focus);
    }

    [Fact]
    public void What_was_observed_in_an_earlier_episode_changes_no_bit()
    {
        var list = new SignalList(Known.SignalsOf(ClassificationTask.Instance), Known.StatesOf(ClassificationTask.Instance));
        Problem large = Problems.Blobs(pool: 150, features: 9, classes: 4);
        Problem small = Problems.Blobs(pool: 70, features: 4, classes: 3, seed: 2);
        var used = new Episode(new LogisticRegressionFactory());
        var builder = new ObservationBuilder(list);
        Play(used, builder, large);
        Assert.Equal(Play(new Episode(new LogisticRegressionFactory()), new ObservationBuilder(list), small), Play(used, builder, small));

        static float[] Play(Episode episode, ObservationBuilder builder, Problem problem)
        {
            var seen = new List<float>();
            episode.Begin(problem, 66, 9);
            while (episode.Queries < 66 && !episode.Pool.Candidates.IsEmpty)
            {
                Observation observation = episode.Observe(builder);
                for (int column = 0; column < observation.SignalList.Signals.Count; column++)
                {
                    seen.AddRange(observation.Column(column));
                }
                seen.AddRange(observation.State);
                episode.Take(observation.Rows[observation.Count / 2]);
                episode.Label();
            }
            return [.. seen];
        }
    }
}
