using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>What is computed along the curvature of logistic regression, held against its fits with every candidate and class.</summary>
public sealed class ForesightByRefitTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Value_of_information_is_nearly_the_fall_of_the_risk_by_refits(int classes)
    {
        Problem problem = Problem(classes);
        int[] candidates = Candidates(problem);
        double now = Risk(problem.Start, [.. problem.Start.Select(row => problem.PoolLabels[row])]);
        double[] expected = [.. candidates.Select(row =>
        {
            float[] p = Predict(problem, problem.Start, Labels(problem))[(row * classes)..];
            double after = Enumerable.Range(0, classes).Sum(label => p[label] * Risk([.. problem.Start, row], [.. Labels(problem), label]));
            return (now - after) / Math.Max(now, after);
        })];
        float[] values = SignalProbe.Begin(problem, new LogisticRegressionFactory()).Values(new ValueOfInformationSignal());
        AssertNear(expected, values, 0.05, classes == 2 ? 0.9 : 0.3);

        double Risk(int[] rows, int[] labels)
        {
            float[] p = Predict(problem, rows, labels);
            return rows.Select((row, i) => 1.0 - p[(row * classes) + labels[i]]).Sum()
                + Candidates(problem).Except(rows).Sum(row => Enumerable.Range(0, classes).Sum(k => p[(row * classes) + k] * (1 - p[(row * classes) + k])));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Expected_output_change_is_nearly_the_move_of_predictions_by_refits(int classes)
    {
        Problem problem = Problem(classes);
        int[] candidates = Candidates(problem);
        float[] now = Predict(problem, problem.Start, Labels(problem));
        double[] expected = [.. candidates.Select(row => Enumerable.Range(0, classes).Sum(label =>
        {
            float[] after = Predict(problem, [.. problem.Start, row], [.. Labels(problem), label]);
            double change = candidates.Average(other =>
                Enumerable.Range(other * classes, classes).Sum(place => Math.Abs(after[place] - now[place])));
            return now[(row * classes) + label] * change / 2;
        }))];
        AssertNear(expected, SignalProbe.Begin(problem, new LogisticRegressionFactory()).Values(new ExpectedOutputChangeSignal()), 0.05, 0.9);
    }

    // A Newton step is no refit: near in size, and in the same order for the most part. With three classes it leaves out how their scores move each other.
    private static void AssertNear(double[] expected, float[] values, double tolerance, double leastCorrelation)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - values[i]) < tolerance, $"{values[i]} instead of {expected[i]}");
        }
        double meanA = expected.Average(), meanB = values.Average();
        double product = expected.Zip(values).Sum(pair => (pair.First - meanA) * (pair.Second - meanB));
        double correlation = product / Math.Sqrt(expected.Sum(a => Math.Pow(a - meanA, 2)) * values.Sum(b => Math.Pow(b - meanB, 2)));
        Assert.True(correlation > leastCorrelation, $"correlation {correlation}");
    }

    // All unlabelled rows are in the sample of 32.
    private static Problem Problem(int classes)
    {
        Problem blobs = Problems.Blobs(pool: 36, classes: classes, spread: 2);
        return ProblemParts.From(blobs, [.. Enumerable.Range(0, 12)]);
    }

    private static int[] Labels(Problem problem) => [.. problem.Start.Select(row => problem.PoolLabels[row])];

    private static int[] Candidates(Problem problem) => [.. Enumerable.Range(0, problem.PoolFeatures.Rows).Except(problem.Start)];

    private static float[] Predict(Problem problem, int[] rows, int[] labels)
    {
        var learner = new LogisticRegression();
        learner.Start(problem.Items, problem.Units[0]);
        learner.Fit(rows, new Answers(labels), []);
        float[] p = new float[problem.PoolFeatures.Rows * problem.Classes];
        learner.Predict(problem.PoolFeatures, p);
        return p;
    }
}
