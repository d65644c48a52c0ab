using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Studies.Distillation;

namespace RlQuery.Studies.Tests.Distillation;

public sealed class TreeGrowthTests
{
    [Fact]
    public void The_tree_of_a_tree_looks_at_the_same_inputs_and_chooses_the_same()
    {
        // Signal 1 first; where it is low, state value 0 says whether signal 2 should be high or low.
        var tree = new ScoringTree([1, 1, -5, 3, 2, 3, 2, -1, -2, 2, -3, -4], [0.2f, 0.1f, -0.3f, 0.4f], [0, 2, 3, 1, -4]);
        LearnedPolicy teacher = Teachers.Tree(tree);
        ScoringTree grown = Grow(teacher, 2000);
        Assert.Equal(1, grown.Input(grown.Root));
        Assert.Equal(0.2, grown.Threshold(grown.Root), 0.02);
        Assert.InRange(Teachers.Agreement(teacher, Teachers.Tree(grown)), 0.9, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_tree_has_more_leaves_than_a_person_can_keep_in_view_and_each_can_be_read_back(ulong seed)
    {
        LearnedPolicy teacher = Teachers.Linear(Teachers.Gaussian(seed, 9));
        ScoringTree grown = Grow(teacher, 200);
        Assert.InRange(grown.Leaves, 8, TreeGrowth.MostLeaves);
        var file = new TensorFile();
        grown.Write(file);
        ScoringTree.Read(Teachers.Shape with { Leaves = grown.Leaves }, file);
        // By chance, one of thirty states is agreed on.
        Assert.InRange(Teachers.Agreement(teacher, Teachers.Tree(grown)), 0.1, 1);
    }

    [Fact]
    public void More_leaves_explain_more_than_the_first_split_alone()
    {
        IReadOnlyList<TeacherState> states = Teachers.States(Teachers.Linear(Teachers.Gaussian(5, 9)), 200);
        ScoringTree grown = TreeGrowth.Grow(new TreeRows(states, Teachers.Signals, Teachers.State));
        double mean = states.SelectMany(state => state.Odds).Average();
        double all = states.Sum(state => state.Odds.Sum(odds => Math.Pow(odds - mean, 2)));
        double left = states.Sum(state => state.Odds.Select((odds, i) => Math.Pow(
            odds - grown.Score(state.Signals.AsSpan(i * Teachers.Signals, Teachers.Signals), state.State), 2)).Sum());
        Assert.InRange(left / all, 0, 0.6);
    }

    [Fact]
    public void Where_nothing_is_to_be_learned_the_tree_is_one_leaf()
    {
        Assert.Equal(1, Grow(Teachers.Linear(new float[9]), 20).Leaves);
        Assert.Equal(1, TreeGrowth.Grow(new TreeRows([new TeacherState([0, 0], [1, 1, 1, 1, 1, 1], [-1, 1], [0.5, 1.5], 1)], 3, 2)).Leaves);
    }

    [Fact]
    public void Values_at_a_threshold_go_to_its_low_side_in_growth_and_in_use()
    {
        // Two values alone: the threshold lies between them.
        TeacherState[] states = [.. Enumerable.Range(0, 40).Select(_ => new TeacherState([0, 0], [-1, 0, 0, 1, 0, 0], [-1, 1], [0.5, 1.5], 1))];
        ScoringTree grown = TreeGrowth.Grow(new TreeRows(states, 3, 2));
        Assert.Equal((2, 0, 0f), (grown.Leaves, grown.Input(0), grown.Threshold(0)));
        Assert.Equal([0.5f, 1.5f], new[] { grown.Score([-1, 0, 0], [0, 0]), grown.Score([1, 0, 0], [0, 0]) });
    }

    [Fact]
    public void Of_a_long_shortlist_the_best_candidate_is_always_kept()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            float[] scores = Teachers.Gaussian((ulong)seed, 200);
            TeacherState state = TeacherRecorder.Of(new PolicyView(new float[600], [0, 0], scores), new Pcg64((ulong)seed))!;
            Assert.Equal(TeacherRecorder.MostCandidates, state.Scores.Length);
            Assert.Equal(scores.Max() - scores.Average(score => (double)score), state.Scores.Max(), 1e-9);
        }
    }

    private static ScoringTree Grow(LearnedPolicy teacher, int states) =>
        TreeGrowth.Grow(new TreeRows(Teachers.States(teacher, states), Teachers.Signals, Teachers.State));
}
