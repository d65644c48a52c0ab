using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Routing;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Environments.Routing;

/// <summary>Annotators that spam, know some regions, learn, tire, leave, or are always wrong.</summary>
public sealed class SimulatedAnnotatorTests
{
    private const int Many = 4000;

    [Fact]
    public void A_spammer_says_each_class_as_often_whatever_is_true()
    {
        var spammer = new SimulatedAnnotator(new AnnotatorDefinition { Name = "s", Kind = AnnotatorKind.Spammer }, 3, 5);
        double[] Shares(int truth) => [.. Enumerable.Range(0, 3).Select(said =>
            Enumerable.Range(0, Many).Count(row => spammer.Answer(row, truth) == said) / (double)Many)];
        Assert.Equal(Shares(0), Shares(1));
        Assert.Equal(Shares(0), Shares(2));
        Assert.True(Shares(0).Count(share => share > 0) > 1);
    }

    [Fact]
    public void Skill_by_region_is_the_same_for_all_classes_of_a_region()
    {
        var expert = new SimulatedAnnotator(new AnnotatorDefinition { Name = "e", Regions = 2, Accuracy = [0.2, 1] }, 4, 8);
        double Right(int region, int truth) => Enumerable.Range(0, Many).Count(row => expert.Answer(row, truth, 0, region) == truth) / (double)Many;
        for (int truth = 1; truth < 4; truth++)
        {
            Assert.Equal(Right(0, 0), Right(0, truth), 0.03);
            Assert.Equal(Right(1, 0), Right(1, truth), 0.03);
        }
        Assert.True(Math.Abs(Right(0, 0) - Right(1, 0)) > 0.1);
    }

    [Theory]
    [InlineData(0.1, 0, 10, 0.6 + (0.4 * (1 - 0.34867844)))]
    [InlineData(0, 0.1, 10, 0.25 + (0.35 * 0.34867844))]
    [InlineData(0, 0, 10, 0.6)]
    public void Learning_and_fatigue_change_the_share_of_right_answers_by_a_factor_with_each(double learning, double fatigue, int before, double expected)
    {
        var one = new SimulatedAnnotator(
            new AnnotatorDefinition { Name = "o", Accuracy = [0.6, 0.6], Learning = learning, Fatigue = fatigue }, 4, 2);
        Assert.Equal(0.6, Enumerable.Range(0, Many).Count(row => one.Answer(row, row % 4) == row % 4) / (double)Many, 0.025);
        Assert.Equal(expected, Enumerable.Range(0, Many).Count(row => one.Answer(row, row % 4, before) == row % 4) / (double)Many, 0.025);
    }

    [Fact]
    public void Who_leaves_is_not_asked_any_more_and_when_all_are_gone_the_episode_ends()
    {
        AnnotatorDefinition[] panel = [new() { Name = "a", Answers = 3 }, new() { Name = "b", Price = 1, Answers = 4 }];
        Problem problem = RoutedBlobs.Create(panel);
        (Episode episode, List<int> asked) = RoutedBlobs.Play(problem, Known.Parts.Find<IQueryStrategy>("ask-any"));
        Assert.Equal([3, 4], asked.GroupBy(problem.Items.Routes!.AnnotatorOf).OrderBy(own => own.Key).Select(own => own.Count()));
        Assert.True(episode.IsOver);
        Assert.Equal(7, episode.Spent);
        LearningCurve curve = RoutedBlobs.Run(problem, Known.Parts.Find<IQueryStrategy>("ask-any"));
        Assert.Equal(RoutedBlobs.Budget, curve.Costs[^1]);
        Assert.Single(curve.Scores[7..].Distinct());
    }

    [Theory]
    [InlineData(TruthRule.DawidSkene)]
    [InlineData(TruthRule.Majority)]
    [InlineData(TruthRule.Weighted)]
    public void Answers_that_are_all_wrong_end_no_episode_early(TruthRule rule)
    {
        AnnotatorDefinition[] panel =
            [new() { Name = "a", Accuracy = [0, 0] }, new() { Name = "b", Accuracy = [0, 0] }, new() { Name = "c", Accuracy = [0, 0] }];
        Problem blobs = Problems.Blobs(pool: 45, classes: 3, spread: 1.5);
        Problem problem = RoutedProblems.Create(
            new Problem(RoutingTask.Instance, blobs.Items, blobs.Units, blobs.Oracle, blobs.Judge, blobs.Start), panel, 1, rule);
        foreach (string name in (string[])["ask-iethresh", "ask-ceal", "ask-activelab", "ask-self-heal", "ask-interval", "ask-round-robin", "ask-until-agreed"])
        {
            LearningCurve curve = RoutedBlobs.Run(problem, Known.Parts.Find<IQueryStrategy>(name));
            Assert.Equal(RoutedBlobs.Budget, curve.Costs[^1]);
            Assert.All(curve.Scores, score => Assert.InRange(score, 0, 1));
        }
    }

    [Fact]
    public void What_is_out_of_range_is_refused_in_a_line_each()
    {
        AnnotatorDefinition[] panel =
        [
            new() { Name = "a", Regions = 1, Learning = -0.1, Fatigue = 2, Answers = 0 },
            new() { Name = "b", Kind = AnnotatorKind.Spammer, Accuracy = [0.5, 0.6], Learning = 0.1 },
        ];
        Assert.Equal(
            [
                "annotators[0].regions: 1 is not allowed; use 2..20",
                "annotators[0].learning: -0.1 is not allowed; use 0..0.5",
                "annotators[0].fatigue: 2 is not allowed; use 0..0.5",
                "annotators[0].answers: 0 is not allowed; use 1..1000000",
                "annotators[1].accuracy: is not allowed for a spammer, who does not look; leave it out",
                "annotators[1].learning: is allowed for a simulated person or model alone; leave it out",
            ],
            AnnotatorRules.Faults(panel, 40));
    }
}
