using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Routing;

namespace RlQuery.Core.Tests.Environments.Routing;

public sealed class RoutingTests
{
    public static TheoryData<string> Names =>
        [.. Known.Parts.StrategiesOf(RoutingTask.Instance).Where(one => one.SignalList.Needs.HasFlag(SignalNeeds.Annotators)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_episode_is_a_function_of_problem_strategy_and_seed(string name)
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed);
        LearningCurve first = RoutedBlobs.Run(problem, Find(name));
        Assert.Equal(first.Scores, RoutedBlobs.Run(RoutedBlobs.Create(RoutedBlobs.Mixed), Find(name)).Scores);
        Assert.Equal([.. Enumerable.Range(0, RoutedBlobs.Budget + 1).Select(unit => (double)unit)], first.Costs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_budget_is_never_exceeded_and_the_cheapest_answer_is_always_within_it(string name)
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed, pool: 90);
        (Episode episode, List<int> asked) = RoutedBlobs.Play(problem, Find(name));
        double spent = asked.Sum(problem.Items.Routes!.PriceOf);
        Assert.InRange(spent, RoutedBlobs.Budget - 0.3 + 1e-9, RoutedBlobs.Budget + 1e-9);
        Assert.Equal(spent, episode.Spent, 9);
        Assert.Equal(spent + problem.Start.Sum(problem.Oracle.CostOf), episode.Cost, 9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_order_of_annotators_changes_nothing(string name)
    {
        LearningCurve curve = RoutedBlobs.Run(RoutedBlobs.Create(RoutedBlobs.Mixed), Find(name));
        Assert.Equal(curve.Scores, RoutedBlobs.Run(RoutedBlobs.Create([.. RoutedBlobs.Mixed.Reverse()]), Find(name)).Scores);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_that_was_not_asked_for_changes_nothing(string name)
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed);
        (_, List<int> asked) = RoutedBlobs.Play(problem, Find(name));
        var other = new Problem(
            problem.Task, problem.Items, problem.Units, new Liar(problem.Oracle, [.. problem.Start, .. asked], problem.Units[0].Classes), problem.Judge,
            problem.Start);
        Assert.Equal(asked, RoutedBlobs.Play(other, Find(name)).Asked);
    }

    [Fact]
    public void Another_seed_draws_other_skills_and_answers()
    {
        double[] Said(ulong seed)
        {
            Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed, seed);
            double[] answer = new double[1];
            return [.. Enumerable.Range(0, problem.Items.Count).Select(item =>
            {
                problem.Oracle.Ask(item, answer);
                return answer[0];
            })];
        }
        Assert.Equal(Said(1), Said(1));
        Assert.NotEqual(Said(1), Said(2));
    }

    [Fact]
    public void An_annotator_is_right_as_often_as_it_was_drawn_to_be()
    {
        var never = new SimulatedAnnotator(new AnnotatorDefinition { Name = "never", Accuracy = [0, 0] }, 4, 3);
        var always = new SimulatedAnnotator(new AnnotatorDefinition { Name = "always", Accuracy = [1, 1] }, 4, 3);
        var often = new SimulatedAnnotator(new AnnotatorDefinition { Name = "often", Accuracy = [0.7, 0.7] }, 4, 3);
        Assert.All(Enumerable.Range(0, 400), row => Assert.NotEqual(row % 4, never.Answer(row, row % 4)));
        Assert.All(Enumerable.Range(0, 400), row => Assert.Equal(row % 4, always.Answer(row, row % 4)));
        Assert.InRange(Enumerable.Range(0, 4000).Count(row => often.Answer(row, row % 4) == row % 4), 2700, 2900);
    }

    [Fact]
    public void The_start_is_known_for_certain_and_was_answered_by_all()
    {
        Problem problem = RoutedBlobs.Create(RoutedBlobs.Mixed);
        Routes routes = problem.Items.Routes!;
        Assert.Equal(problem.Start.Length, 3 * (1 + RoutedBlobs.Mixed.Count));
        foreach (IGrouping<int, int> row in problem.Start.GroupBy(routes.RowOf))
        {
            Assert.Equal([Routes.Certain, 0, 1, 2], row.Select(routes.AnnotatorOf).Order());
        }
        Assert.Equal(0, routes.PriceOf(0));
        Assert.Equal([0.3, 1, 5], routes.Prices.ToArray());
    }

    [Fact]
    public void Local_models_are_fitted_to_rows_that_nobody_is_asked_for()
    {
        AnnotatorDefinition[] panel =
        [
            new() { Name = "person", Kind = AnnotatorKind.Person, Price = 5, Accuracy = [1, 1] },
            new() { Name = "head", Kind = AnnotatorKind.Local, Price = 0.01, TrainedOn = 0.4 },
        ];
        Problem problem = RoutedBlobs.Create(panel, pool: 90);
        Routes routes = problem.Items.Routes!;
        Assert.Equal(54, routes.Rows.Count);
        double[] answer = new double[1];
        double Right(int annotator) => Enumerable.Range(0, problem.Items.Count).Where(item => routes.AnnotatorOf(item) == annotator).Average(item =>
        {
            problem.Oracle.Ask(item, answer);
            return answer[0] == routes.Rows.Rows[routes.RowOf(item)] % 3 ? 1.0 : 0;
        });
        Assert.Equal(1, Right(1));
        Assert.InRange(Right(0), 0.5, 1);
    }

    [Fact]
    public void A_local_model_of_a_view_that_the_data_do_not_have_is_refused()
    {
        AnnotatorDefinition[] panel = [new() { Name = "a" }, new() { Name = "head", Kind = AnnotatorKind.Local, View = "minilm" }];
        var refused = Assert.Throws<InvalidInputException>(() => RoutedBlobs.Create(panel));
        Assert.Equal(
            "blobs: annotator head sees the view minilm, which the data do not have; leave it out, or embed texts by that encoder", refused.Message);
    }

    [Fact]
    public void An_agent_sees_pairs_of_rows_and_annotators_and_its_episode_ends_with_the_money()
    {
        var list = SignalList.ByName(Known.Parts, ["row-doubt", "answer-price", "answer-credibility"], ["budget-used"], RoutingTask.Instance);
        var problems = new Given(RoutedBlobs.Create(RoutedBlobs.Mixed));
        var environment = new QueryEnvironment(
            list, new LogisticRegressionFactory(), problems, new EpisodeOptions(RoutedBlobs.Budget), new AccuracyGain());
        Observation seen = environment.Reset(1);
        Assert.Equal(3 * 42, seen.Count);
        double gained = 0;
        double before = environment.Score;
        while (environment.Running)
        {
            Assert.Equal((float)(environment.Spent / RoutedBlobs.Budget), seen.State[0], 5);
            Assert.All(seen.Column(1).ToArray(), price => Assert.InRange(price, 0, 1));
            StepResult step = environment.Step(seen.Count / 2);
            gained += step.Reward;
            seen = step.Observation;
        }
        Assert.InRange(environment.Spent, RoutedBlobs.Budget - 0.3, RoutedBlobs.Budget + 1e-9);
        Assert.Equal(environment.Score - before, gained, 9);
    }

    private static IQueryStrategy Find(string name) => Known.Parts.Find<IQueryStrategy>(name);

    private sealed class Given(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }

    /// <summary>Says otherwise of all items but some.</summary>
    private sealed class Liar(IOracle oracle, HashSet<int> honest, int classes) : IOracle
    {
        public double CostOf(int item) => oracle.CostOf(item);

        public void Ask(int item, Span<double> answer)
        {
            oracle.Ask(item, answer);
            answer[0] = honest.Contains(item) ? answer[0] : (answer[0] + 1) % classes;
        }
    }
}
