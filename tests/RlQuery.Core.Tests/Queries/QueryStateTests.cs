using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Queries;

/// <summary>A kept state against a choice made anew of the same answers.</summary>
public sealed class QueryStateTests
{
    private const ulong Seed = 5;
    private const int Budget = 20;

    [Theory]
    [InlineData("margin", 120)]
    [InlineData("random", 120)]
    [InlineData("information-density", 120)]
    [InlineData("core-set", 120)]
    [InlineData("qbc-kl", 60)]
    [InlineData("eer", 60)]
    [InlineData("representative", 60)]
    [InlineData("bald", 60)]
    public void Of_classes_it_chooses_what_is_chosen_at_once_whatever_was_answered_before(string name, int rows) =>
        Play(
            Classes(rows), Known.Parts.TryFind<IQueryStrategy>(name) ?? Known.Parts.Find<IQueryStrategy>("margin"), new LogisticRegressionFactory(), steps: 60);

    [Theory]
    [InlineData("random")]
    [InlineData("greedy-input")]
    [InlineData("greedy-input-output")]
    [InlineData("posterior-variance")]
    [InlineData("qbc-variance")]
    public void Of_numbers_it_chooses_what_is_chosen_at_once_whatever_was_answered_before(string name)
    {
        string learner = name == "posterior-variance" ? "gaussian-process-regression" : "ridge-regression";
        Play(Numbers(60), Known.Parts.Find<IQueryStrategy>(name), Known.Parts.FindLearner(learner, TargetKind.Number), steps: 60);
    }

    [Theory]
    [InlineData("margin")]
    [InlineData("density")]
    [InlineData("information-density")]
    public void Of_a_large_table_it_chooses_what_is_chosen_at_once(string name) =>
        Play(Classes(9000), Known.Parts.Find<IQueryStrategy>(name), new LogisticRegressionFactory(), steps: 12);

    [Fact]
    public void A_learner_that_draws_sees_the_same_draws() =>
        Play(Classes(60), Known.Parts.Find<IQueryStrategy>("margin"), Known.Parts.FindLearner("random-forest"), steps: 20);

    [Theory]
    [InlineData("margin", 0)]
    [InlineData("qbc-kl", 5)]
    public void The_learner_and_each_member_of_a_committee_is_fitted_once_for_each_change_of_the_answers(string name, int members)
    {
        var counter = new CountingLearners(new LogisticRegressionFactory());
        Dataset data = Classes(80).WithLabels([0, 1, .. Enumerable.Repeat(Dataset.Unlabelled, 78)], ["a", "b"]);
        var state = new QueryState(data, Known.Parts.Find<IQueryStrategy>(name), counter, Budget, Seed);
        var generator = new Pcg64(9);
        int[] labels = [.. data.Labels];
        for (int answers = 1; answers <= 30; answers++)
        {
            // Every third time an answer is taken back, and every seventh the row is left out.
            int row = state.Next()!.Row;
            int[] known = [.. Enumerable.Range(2, 78).Where(i => labels[i] != Dataset.Unlabelled)];
            HashSet<int> excluded = answers % 7 == 0 ? [row] : [];
            if (answers % 3 == 0 && known.Length > 0)
            {
                labels[known[generator.NextInt(known.Length)]] = Dataset.Unlabelled;
            }
            else if (excluded.Count == 0)
            {
                labels[row] = row % 2;
            }
            Assert.Equal((answers, members * answers), (counter.Fits, counter.FitsOfMembers));
            state.Update(data.WithLabels([.. labels], data.ClassNames), excluded);
            Pick next = state.Next()!;
            // Whatever else is asked of the same answers needs no fit.
            Assert.Same(next, state.Next());
            Assert.Same(next, state.Describe(next.Row));
            _ = state.ExpectationOf(next.Row);
            _ = state.Describe(Enumerable.Range(0, 80).First(i => labels[i] == Dataset.Unlabelled));
            state.Update(data.WithLabels([.. labels], data.ClassNames), new HashSet<int>(excluded));
            _ = state.Next();
            Assert.Equal((answers + 1, members * (answers + 1)), (counter.Fits, counter.FitsOfMembers));
        }
    }

    [Fact]
    public void Another_table_is_refused()
    {
        var state = new QueryState(Classes(20), Known.Parts.Find<IQueryStrategy>("margin"), new LogisticRegressionFactory(), Budget, Seed);
        Assert.Throws<ArgumentException>(() => state.Update(Classes(20)));
    }

    [Fact]
    public void What_is_said_of_a_row_is_what_would_be_said_if_it_were_chosen()
    {
        Dataset data = Classes(40);
        int[] labels = [.. data.Labels];
        (labels[0], labels[1]) = (0, 1);
        Dataset known = data.WithLabels(labels, data.ClassNames);
        var state = new QueryState(data, Known.Parts.Find<IQueryStrategy>("random"), new LogisticRegressionFactory(), Budget, Seed);
        state.Update(known);
        Pick next = state.Next()!;
        Pick other = state.Describe(next.Row == 7 ? 8 : 7)!;
        Assert.NotEqual(next.Row, other.Row);
        state.Update(known, new HashSet<int>([next.Row]));
        Assert.Equal(next.Reason, state.Next()!.Reason);
        Assert.Null(state.Describe(next.Row));
        Assert.Null(state.Describe(0));
        Assert.InRange(other.Judgement.Uncertainty!.Value, 0, 1);
        Assert.Equal(1, state.ExpectationOf(7)!.Probabilities.Sum(), 1e-5);
    }

    // Answers, undone answers, corrections, rows left out and taken in again, and new classes, in any order.
    private static void Play(Dataset data, IQueryStrategy strategy, ILearnerFactory learner, int steps)
    {
        var generator = new Pcg64(Seed, strategy.Name);
        var state = new QueryState(data, strategy, learner, Budget, Seed);
        Dataset known = data;
        var excluded = new HashSet<int>();
        for (int step = 0; step < steps; step++)
        {
            if (step % 11 == 10)
            {
                Compare(known, excluded, strategy, learner, 3, state.Choose(3));
            }
            Pick? next = state.Next();
            Compare(known, excluded, strategy, learner, 1, next is null ? [] : [next]);
            int row = next?.Row ?? generator.NextInt(data.Rows);
            int any = generator.NextInt(data.Rows);
            switch (generator.NextInt(10))
            {
                case 0:
                    known = With(known, any, null);
                    break;
                case 1:
                    excluded = [.. excluded, row];
                    break;
                case 2:
                    excluded = [.. excluded.Where(one => one != any && one % 3 != 0)];
                    break;
                case 3 when data.Kind == TargetKind.Class:
                    known = known.WithLabels(known.Labels, [.. known.ClassNames, $"class {known.Classes}"]);
                    break;
                case 4:
                    known = With(known, any, generator.NextInt(9));
                    break;
                default:
                    known = With(known, row, generator.NextInt(9));
                    break;
            }
            state.Update(known, excluded);
        }
    }

    private static Dataset With(Dataset known, int row, int? answer)
    {
        if (known.Kind == TargetKind.Number)
        {
            float[] targets = [.. known.Targets];
            targets[row] = answer is int number ? number / 3f : float.NaN;
            return known.WithTargets(targets);
        }
        int[] labels = [.. known.Labels];
        labels[row] = answer is int label ? label % known.Classes : Dataset.Unlabelled;
        return known.WithLabels(labels, known.ClassNames);
    }

    private static void Compare(Dataset known, HashSet<int> excluded, IQueryStrategy strategy, ILearnerFactory learner, int count, IReadOnlyList<Pick> picks)
    {
        IQueryStrategy chooser = QueryBatch.IsLearnable(WithoutExcluded(known, excluded)) ? strategy : new RepresentativeStrategy();
        IReadOnlyList<Pick> expected = QueryBatch.ChooseAmong(new QueryTable(known, excluded), chooser, learner, count, Budget, Seed, 1, default);
        Assert.Equal(expected.Select(Show), picks.Select(Show));
    }

    private static Dataset WithoutExcluded(Dataset known, HashSet<int> excluded) =>
        excluded.Aggregate(known, (data, row) => data.HasTarget(row) ? With(data, row, null) : data);

    private static string Show(Pick pick) =>
        $"{pick.Row} {pick.Score} {pick.Reason} {pick.Judgement} {string.Join(' ', pick.Signals)} {string.Join(' ', pick.Contributions)}";

    private static Dataset Classes(int rows) => Dataset.ForClassification(
        "clusters", "test", Values(rows), [.. Enumerable.Repeat(Dataset.Unlabelled, rows)], ["x", "y"], ["a", "b"]);

    private static Dataset Numbers(int rows) => Dataset.ForRegression("clusters", "test", Values(rows), [.. Enumerable.Repeat(float.NaN, rows)], ["x", "y"]);

    private static float[] Values(int rows)
    {
        var generator = new Pcg64(3);
        return [.. Enumerable.Range(0, rows).SelectMany(row => new[] { (float)generator.NextGaussian() + (row % 2 * 2), (float)generator.NextGaussian() })];
    }
}
