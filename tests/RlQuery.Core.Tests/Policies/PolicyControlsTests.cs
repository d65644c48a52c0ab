using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Controls;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Policies;

public sealed class PolicyControlsTests
{
    private const int Candidates = 40;
    private const int Decisions = 200;
    private static readonly PolicySelector Gated = new(0.25, Threshold: 1.5);

    [Fact]
    public void Controls_are_named_after_the_policy()
    {
        IReadOnlyList<IQueryStrategy> controls = Controls(Gated);
        Assert.Equal(
            ["sample/random-in-shortlist", "sample/untrained", "sample/no-gate", "sample/gate-only"], controls.Select(control => control.Name));
    }

    [Fact]
    public void Without_its_gate_a_policy_that_has_none_is_itself()
    {
        LearnedPolicy policy = SamplePolicy.Create(new PolicySelector(1));
        IQueryStrategy control = Find(Controls(new PolicySelector(1)), "no-gate");
        Assert.All(Observations(policy.SignalList), observation => Assert.Equal(Pick(policy, observation), Pick(control, observation)));
    }

    [Fact]
    public void Without_its_gate_a_policy_takes_the_best_of_the_whole_pool()
    {
        LearnedPolicy whole = SamplePolicy.Create(new PolicySelector(1));
        IQueryStrategy control = Find(Controls(Gated), "no-gate");
        Assert.All(Observations(whole.SignalList), observation => Assert.Equal(Pick(whole, observation), Pick(control, observation)));
    }

    [Fact]
    public void The_gate_alone_departs_in_the_same_states_and_then_takes_any_other_of_the_shortlist()
    {
        LearnedPolicy policy = SamplePolicy.Create(Gated);
        IQueryStrategy control = Find(Controls(Gated), "gate-only");
        var taken = new HashSet<int>();
        int departures = 0;
        foreach (Observation observation in Observations(policy.SignalList))
        {
            int[] shortlist = Shortlist(observation);
            int own = Pick(policy, observation);
            int pick = Pick(control, observation);
            Assert.Equal(own == shortlist[0], pick == shortlist[0]);
            if (own != shortlist[0])
            {
                departures++;
                taken.Add(Array.IndexOf(shortlist, pick));
            }
        }
        Assert.InRange(departures, 50, Decisions - 10);
        Assert.Equal(Enumerable.Range(1, 9), taken.Order());
    }

    [Fact]
    public void A_random_pick_stays_inside_the_shortlist_and_every_place_of_it_is_as_likely()
    {
        IQueryStrategy control = Find(Controls(Gated), "random-in-shortlist");
        int[] counts = new int[10];
        for (ulong seed = 0; seed < 2000; seed++)
        {
            Observation observation = SamplePolicy.Observe(control.SignalList, Candidates, seed);
            counts[Array.IndexOf(Shortlist(observation), Pick(control, observation))]++;
        }
        // Of 2000 draws 200 a place: chi-squared with 9 degrees of freedom is above 27.9 once in a thousand; the seeds are fixed.
        Assert.True(counts.Sum(count => (count - 200.0) * (count - 200.0) / 200) < 27.9, string.Join(" ", counts));
    }

    [Fact]
    public void Lots_do_not_follow_from_those_of_the_decision_before()
    {
        // The same candidates again, one fewer each time: a lot that stayed with its row would name the same row until it is gone.
        IQueryStrategy control = Find(Controls(new PolicySelector(1)), "random-in-shortlist");
        int[] places = [.. Enumerable.Range(2, 60).Select(count =>
        {
            var observation = new Observation(control.SignalList);
            observation.Begin([.. Enumerable.Range(0, count)], 3);
            return Pick(control, observation);
        })];
        Assert.InRange(places.Distinct().Count(), 20, 60);
    }

    [Fact]
    public void An_untrained_network_has_the_same_sizes_and_gate_and_other_weights()
    {
        var shapes = new List<NetworkShape>();
        LearnedPolicy policy = SamplePolicy.Create(Gated with { Ensemble = 3 });
        IQueryStrategy control = Find(PolicyControls.Of(policy, (member, shape) =>
        {
            shapes.Add(shape);
            return Untrained(member, shape);
        }), "untrained");
        Assert.Equal(3, shapes.Count);
        Assert.Equal(policy.Selector, Assert.IsType<LearnedPolicy>(control).Selector);
        Observation[] observations = [.. Observations(policy.SignalList)];
        Assert.All(observations, observation => Assert.Contains(Pick(control, observation), Shortlist(observation)));
        Assert.Contains(observations, observation => Pick(control, observation) != Pick(policy, observation));
    }

    [Fact]
    public void The_order_of_candidates_changes_no_choice()
    {
        foreach (IQueryStrategy control in Controls(Gated).Append(Known.Parts.Find<IQueryStrategy>("margin-by-density")))
        {
            foreach (Observation observation in Observations(control.SignalList).Take(50))
            {
                int[] order = new Pcg64(observation.Seed).Permutation(Candidates);
                Observation permuted = observation.Permuted(order);
                Assert.Equal(observation.Rows[Pick(control, observation)], permuted.Rows[Pick(control, permuted)]);
            }
        }
    }

    [Fact]
    public void The_last_candidate_and_an_empty_pool_are_no_obstacle()
    {
        foreach (IQueryStrategy control in Controls(Gated))
        {
            Assert.Equal(0, Pick(control, SamplePolicy.Observe(control.SignalList, 1)));
            control.Score(new Observation(control.SignalList), []);
        }
    }

    [Fact]
    public void Margins_equal_to_two_decimals_are_ties_that_density_breaks()
    {
        IQueryStrategy rule = Known.Parts.Find<IQueryStrategy>("margin-by-density");
        var observation = new Observation(rule.SignalList);
        observation.Begin([0, 1, 2, 3], 1);
        new[] { 0.056f, 0.064f, 0.066f, 0.2f }.CopyTo(observation.MutableColumn(0));
        new[] { 0.1f, 0.2f, 0.9f, 1f }.CopyTo(observation.MutableColumn(1));
        Assert.Equal(1, Pick(rule, observation));
    }

    private static IReadOnlyList<IQueryStrategy> Controls(PolicySelector selector) => PolicyControls.Of(SamplePolicy.Create(selector), Untrained);

    private static ScoringNetwork Untrained(int member, NetworkShape shape)
    {
        var generator = new Pcg64(99, $"{member}");
        var network = new ScoringNetwork(shape);
        network.Load([.. Enumerable.Range(0, (int)shape.Parameters).Select(_ => (float)generator.NextGaussian())]);
        return network;
    }

    private static IQueryStrategy Find(IEnumerable<IQueryStrategy> controls, string name) => controls.Single(control => control.Name == $"sample/{name}");

    private static IEnumerable<Observation> Observations(SignalList list) =>
        Enumerable.Range(0, Decisions).Select(seed => SamplePolicy.Observe(list, Candidates, (ulong)seed));

    private static int[] Shortlist(Observation observation)
    {
        float[] margin = observation.Column("margin").ToArray();
        return [.. Enumerable.Range(0, Candidates).OrderBy(i => margin[i]).Take(Candidates / 4)];
    }

    private static int Pick(IQueryStrategy strategy, Observation observation)
    {
        float[] scores = new float[observation.Count];
        strategy.Score(observation, scores);
        return QueryChoice.Best(scores, observation.Rows);
    }
}
