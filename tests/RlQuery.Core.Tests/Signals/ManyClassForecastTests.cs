using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>The forecast of the log-loss with many classes against that which goes through all classes for each label.</summary>
public sealed class ManyClassForecastTests
{
    private const int Features = 160;
    private const int Shown = 43;

    // Classes, those without a label, labels of each other class, spread of a class, scale of the features: small ones leave posteriors flat, large ones make
    // them peaked and leverages large.
    public static TheoryData<int, int, int, double, float> States => new()
    {
        { 30, 0, 1, 4, 1 }, { 30, 5, 3, 2, 0.05f }, { 47, 0, 2, 6, 0.3f }, { 47, 20, 1, 0.5, 1 }, { 80, 0, 1, 3, 0.02f }, { 80, 3, 1, 1, 3 },
        { 110, 0, 1, 8, 1 }, { 150, 0, 1, 3, 1 }, { 150, 100, 3, 2, 10 },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Losses_are_those_of_all_classes_and_labels(int classes, int absent, int each, double spread, float scale)
    {
        SignalContext context = Begin(classes, absent, each, spread, scale);
        int[] sample = Sample(context);
        float[] expected = new float[Shown];
        float[] actual = new float[Shown];
        float now = LogLossForecast.FewClasses(context, new MovingClasses(context), sample, expected);
        Assert.Equal(now, ManyClassForecast.After(context, new MovingClasses(context), sample, actual), 1e-6f * now);
        float effect = expected.Max(value => MathF.Abs(value - now));
        for (int i = 0; i < Shown; i++)
        {
            Assert.Equal(expected[i], actual[i], (1e-6f * now) + (1e-3f * effect));
        }
    }

    [Fact]
    public void Neither_order_nor_company_of_candidates_changes_a_bit()
    {
        SignalContext context = Begin(60, 4, 1, 3, 0.5f);
        int[] sample = Sample(context);
        float[] expected = new float[Shown];
        ManyClassForecast.After(context, new MovingClasses(context), sample, expected);
        int[] rows = context.Candidates.ToArray();
        int[] order = [.. new Pcg64(5, "order").Permutation(Shown).Take(Shown - 6)];
        context.Show([.. order.Select(place => rows[place])]);
        float[] actual = new float[order.Length];
        ManyClassForecast.After(context, new MovingClasses(context), sample, actual);
        Assert.Equal([.. order.Select(place => expected[place])], actual);
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(90, 0.05f)]
    public void Steps_of_all_labels_are_those_of_one_label_after_the_other(int classes, float scale)
    {
        const int lanes = LabelStep.Lanes;
        SignalContext context = Begin(classes, 2, 1, 3, scale);
        var moving = new MovingClasses(context);
        float[] scores = new float[classes * lanes], leverage = new float[classes * lanes], moved = new float[classes * lanes];
        float[] pushes = new float[classes * lanes], taken = new float[moving.Count * lanes];
        Span<float> memory = new float[AllLabelSteps.Memory(moving.Count)];
        var steps = new AllLabelSteps(moving.Count, ref memory);
        LabelStep.FillRows(context, 0, context.Candidates[..lanes], moving.BlockOf, scores, leverage);
        steps.Take(moving, scores, leverage);
        for (int label = 0; label < moving.Count; label++)
        {
            LabelStep.Solve<FastExponential>(moving[label], scores, leverage, 1, moved, pushes);
            var raised = steps.Solve(label, System.Runtime.Intrinsics.Vector256<float>.One, taken);
            for (int place = 0; place < taken.Length; place++)
            {
                int lane = place % lanes;
                float expected = pushes[(moving[place / lanes] * lanes) + lane];
                float actual = place / lanes == label ? raised[lane] : -taken[place];
                Assert.Equal(expected, actual, 1e-6f + (3e-3f * MathF.Abs(expected)));
            }
        }
    }

    private static int[] Sample(SignalContext context) => LossReduction.Sample(context, 100).ToArray();

    private static SignalContext Begin(int classes, int absent, int each, double spread, float scale)
    {
        Problem problem = RandomProblems.Scaled(
            Problems.Blobs(pool: (each * classes) + 120, features: Features, classes: classes, spread: spread, seed: (ulong)classes), scale);
        int[] start =
            [.. problem.PoolLabels.Select((label, row) => (Label: label, Row: row)).Where(pair => pair.Label >= absent && pair.Row < each * classes).Select(
                pair => pair.Row)];
        SignalContext context = SignalProbe.Begin(ProblemParts.From(problem, start), new LogisticRegressionFactory());
        context.Show(context.Pool.Candidates[..Shown]);
        return context;
    }
}
