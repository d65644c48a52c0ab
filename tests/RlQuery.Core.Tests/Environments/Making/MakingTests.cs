using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Making;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Making;

namespace RlQuery.Core.Tests.Environments.Making;

public sealed class MakingTests
{
    public static TheoryData<string> Names =>
    [
        "random", "margin", "leverage",
        .. Known.Parts.StrategiesOf(MakingTask.Instance).Where(one => one.SignalList.Needs.HasFlag(SignalNeeds.Made)).Select(one => one.Name),
    ];

    public static TheoryData<string> Methods => [.. PartnerRows.Methods];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_episode_is_a_function_of_problem_strategy_and_seed(string name)
    {
        LearningCurve first = MadeBlobs.Run(MadeBlobs.Create(), Find(name));
        Assert.Equal(first.Scores, MadeBlobs.Run(MadeBlobs.Create(), Find(name)).Scores);
        Assert.Equal([.. Enumerable.Range(0, MadeBlobs.Budget + 1).Select(unit => (double)unit)], first.Costs);
        Assert.Equal(ITask.Labels, first.CostUnit);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_budget_is_never_exceeded_and_is_spent_to_the_cheapest_item(string name)
    {
        Problem problem = MadeBlobs.Create();
        (Episode episode, List<int> chosen) = MadeBlobs.Play(problem, Find(name));
        double spent = chosen.Sum(problem.Items.Made!.PriceOf);
        Assert.InRange(spent, MadeBlobs.Budget - 0.3 + 1e-9, MadeBlobs.Budget + 1e-9);
        Assert.Equal(spent, episode.Spent, 9);
        Assert.Equal(spent + problem.Start.Length, episode.Cost, 9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_made_can_be_chosen_once_and_only_after_its_row_is_labelled(string name)
    {
        Problem problem = MadeBlobs.Create();
        MadeItems made = problem.Items.Made!;
        void Check(Episode episode)
        {
            HashSet<int> labelled = [.. episode.Pool.Labelled];
            int[] expected = [.. Enumerable.Range(0, problem.Items.Count).Where(item =>
                !labelled.Contains(item) && (!made.IsMade(item) || labelled.Contains(made.OriginOf(item))))];
            Assert.Equal(expected, episode.Pool.Candidates.ToArray());
            Assert.Equal(expected.Where(item => !made.IsMade(item)), episode.Pool.Unlabelled.ToArray());
        }
        (_, List<int> chosen) = MadeBlobs.Play(problem, Find(name), Check);
        Assert.Equal(chosen.Count, chosen.Distinct().Count());
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("leverage")]
    [InlineData("make-never")]
    [InlineData("make-wrong")]
    public void The_order_of_rows_changes_nothing(string name)
    {
        Problem first = MadeBlobs.Create();
        Problem other = MadeBlobs.Create(order: [.. Enumerable.Range(0, MadeBlobs.Rows).Reverse()]);
        Assert.Equal(Features(first), Features(other));
        // Ties go to the lowest index, so that only rules without ties can be compared.
        Assert.Equal(
            MadeBlobs.Play(first, Find(name)).Chosen.Select(item => first.Items.Rows[item]),
            MadeBlobs.Play(other, Find(name)).Chosen.Select(item => other.Items.Rows[item]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_that_was_not_asked_for_changes_nothing(string name)
    {
        Problem problem = MadeBlobs.Create();
        MadeItems made = problem.Items.Made!;
        (_, List<int> chosen) = MadeBlobs.Play(problem, Find(name));
        HashSet<int> honest = [.. problem.Start, .. chosen.Select(made.OriginOf)];
        var liar = new Problem(problem.Task, problem.Items, problem.Units, new Liar(problem.Oracle, made, honest), problem.Judge, problem.Start);
        Assert.Equal(chosen, MadeBlobs.Play(liar, Find(name)).Chosen);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_made_row_is_nearer_to_its_row_than_to_its_partner_and_has_its_class_and_weight(string method)
    {
        Problem problem = MadeBlobs.Create(MadeBlobs.Make with { Method = method });
        MadeItems made = problem.Items.Made!;
        double[] answer = new double[1], own = new double[1];
        for (int item = made.Rows; item < problem.Items.Count; item++)
        {
            int origin = made.OriginOf(item);
            int[] partners = PartnerRows.Of(method, RowsOf(problem), origin);
            ReadOnlySpan<float> row = problem.Items.Features.Row(origin);
            ReadOnlySpan<float> mixed = problem.Items.Features.Row(item);
            double way = Math.Sqrt(VectorMath.SquaredDistance(row, mixed));
            double nearest = double.PositiveInfinity;
            foreach (int partner in partners)
            {
                // On the line between both: the parts add up to the whole.
                ReadOnlySpan<float> other = problem.Items.Features.Row(partner);
                double rest = Math.Sqrt(VectorMath.SquaredDistance(mixed, other));
                nearest = way <= rest + 1e-6 ? Math.Min(nearest, way + rest - Math.Sqrt(VectorMath.SquaredDistance(row, other))) : nearest;
            }
            Assert.InRange(nearest, -1e-5, 1e-5);
            problem.Oracle.Ask(item, answer);
            problem.Oracle.Ask(origin, own);
            Assert.Equal(own[0], answer[0]);
            Assert.Equal((0.5, 0.3), (problem.Oracle.WeightOf(item), problem.Oracle.CostOf(item)));
        }
        Assert.Equal(method == "copies", Features(problem).SequenceEqual(Features(MadeBlobs.Create(MadeBlobs.Make with { Method = method }, seed: 2))));
    }

    [Fact]
    public void Neighbours_are_the_five_nearest_rows_and_mixup_takes_any()
    {
        Items rows = RowsOf(MadeBlobs.Create());
        int[] nearest = PartnerRows.Of("neighbours", rows, 7);
        Assert.Equal(5, nearest.Distinct().Count());
        double farthest = nearest.Max(row => VectorMath.SquaredDistance(rows.Features.Row(7), rows.Features.Row(row)));
        Assert.Equal(6, Enumerable.Range(0, rows.Count).Count(row => VectorMath.SquaredDistance(rows.Features.Row(7), rows.Features.Row(row)) <= farthest));
        Assert.Equal(Enumerable.Range(0, rows.Count).Where(row => row != 7), PartnerRows.Of("mixup", rows, 7));
    }

    [Fact]
    public void The_judge_and_the_pool_without_labels_have_no_made_row()
    {
        Problem problem = MadeBlobs.Create();
        Assert.Equal(40, problem.Judge.Features.Rows);
        Assert.Same(Support.Problems.Blobs(pool: MadeBlobs.Rows, classes: 3, spread: 1.5).Judge.GetType(), problem.Judge.GetType());
        Assert.Equal(problem.Items.Count, problem.Items.Rows.Distinct().Count());
        var context = new Core.Signals.Context.SignalContext(new LogisticRegressionFactory().Create(), new LogisticRegressionFactory());
        context.Begin(problem.Items, problem.Units[0], MadeBlobs.Budget, 1);
        int[] sample = new int[problem.Items.Count];
        Assert.Equal(Enumerable.Range(0, MadeBlobs.Rows), sample[..context.Sample(sample)].Order());
    }

    [Fact]
    public void Rules_label_alike_and_differ_in_what_they_make()
    {
        Problem problem = MadeBlobs.Create();
        MadeItems made = problem.Items.Made!;
        int[] Labelled(string name) => [.. MadeBlobs.Play(problem, Find(name)).Chosen.Where(item => !made.IsMade(item))];
        int Made(string name) => MadeBlobs.Play(problem, Find(name)).Chosen.Count(made.IsMade);
        Assert.Equal(0, Made("make-never"));
        Assert.Equal(MadeBlobs.Budget, Labelled("make-never").Length);
        // Three made rows cost nearly a label.
        Assert.Equal(3 * (3 + Labelled("make-always").Length), Made("make-always"), 3.0);
        Assert.InRange(Made("make-rare"), 1, Made("make-always") - 1);
        Assert.InRange(Made("make-wrong"), 1, Made("make-always") - 1);
    }

    [Fact]
    public void Making_where_rare_evens_out_the_classes()
    {
        Problem problem = MadeBlobs.Create();
        MadeBlobs.Play(problem, Find("make-rare"), episode =>
        {
            MadeItems made = problem.Items.Made!;
            if (!episode.Pool.Candidates.ToArray().Any(made.IsMade) || episode.Candidates.ToArray().All(made.IsMade))
            {
                return;
            }
            var player = new StrategyPlayer(Find("make-rare"));
            player.Take(episode);
            int next = episode.Pool.Pending[0];
            episode.Return();
            int[] counts = episode.Pool.ClassCounts.ToArray();
            bool canFill = episode.Pool.Candidates.ToArray().Where(made.IsMade).Any(item => counts[ClassOf(problem, item)] < counts.Max());
            Assert.Equal(canFill, made.IsMade(next));
            Assert.True(!canFill || counts[ClassOf(problem, next)] < counts.Max());
        });
    }

    [Fact]
    public void An_agent_sees_which_items_are_made_and_its_episode_ends_with_the_budget()
    {
        var list = SignalList.ByName(
            Known.Parts, ["margin", "made", "made-rarity", "made-surprise", "made-distance"], ["budget-used"], MakingTask.Instance);
        var environment = new QueryEnvironment(
            list, new LogisticRegressionFactory(), new Given(MadeBlobs.Create()), new EpisodeOptions(MadeBlobs.Budget), new AccuracyGain());
        Observation seen = environment.Reset(1);
        Assert.Equal(MadeBlobs.Rows - 3 + (3 * 3), seen.Count);
        double before = environment.Score;
        double gained = 0;
        for (int step = 0; environment.Running; step++)
        {
            Assert.Equal((float)(environment.Spent / MadeBlobs.Budget), seen.State[0], 5);
            for (int i = 0; i < seen.Count; i++)
            {
                Assert.Equal(seen.Rows[i] >= MadeBlobs.Rows ? 1 : 0, seen.Column("made")[i]);
                Assert.True(seen.Column("made")[i] == 1
                    || (seen.Column("made-rarity")[i] == 0 && seen.Column("made-surprise")[i] == 0 && seen.Column("made-distance")[i] == 0));
            }
            StepResult result = environment.Step(step % 2 == 0 ? seen.Count - 1 : 0);
            gained += result.Reward;
            seen = result.Observation;
        }
        Assert.InRange(environment.Spent, MadeBlobs.Budget - 0.3, MadeBlobs.Budget + 1e-9);
        Assert.Equal(environment.Score - before, gained, 9);
    }

    private static IQueryStrategy Find(string name) => Known.Parts.Find<IQueryStrategy>(name);

    private static int ClassOf(Problem problem, int item)
    {
        double[] answer = new double[1];
        problem.Oracle.Ask(item, answer);
        return (int)answer[0];
    }

    private static Items RowsOf(Problem problem)
    {
        int[] rows = [.. Enumerable.Range(0, problem.Items.Made!.Rows)];
        return new Items("rows", problem.Items.DataHash, problem.Items.Features.Take(rows), problem.Items.Rows[..rows.Length], problem.Start);
    }

    // By the number of the item, whatever its place.
    private static float[] Features(Problem problem) =>
        [.. Enumerable.Range(0, problem.Items.Count).OrderBy(item => problem.Items.Rows[item]).SelectMany(item => problem.Items.Features.Row(item).ToArray())];

    private sealed class Given(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }

    /// <summary>Says otherwise of all rows but some, and of what is made of them.</summary>
    private sealed class Liar(IOracle oracle, MadeItems made, HashSet<int> honest) : IOracle
    {
        public double CostOf(int item) => oracle.CostOf(item);

        public double WeightOf(int item) => oracle.WeightOf(item);

        public void Ask(int item, Span<double> answer)
        {
            oracle.Ask(item, answer);
            answer[0] = honest.Contains(made.OriginOf(item)) ? answer[0] : (answer[0] + 1) % 3;
        }
    }
}
