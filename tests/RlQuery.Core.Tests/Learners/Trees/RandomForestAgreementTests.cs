using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.Trees;

/// <summary>
/// Forests against scikit-learn's on bundled sets. Random numbers differ, so that values agree but for the noise of 100 trees, which the expected values tell;
/// a forest without bootstrap, one that tries all features, and one that tries a single feature are each far outside.
/// </summary>
public sealed class RandomForestAgreementTests
{
    private const int Splits = 4;
    private const int Probes = 100;
    private static readonly Case[] Cases = Expected.Read<Case[]>("random-forest.json");
    private static readonly Lazy<Outcome[]> Outcomes = new(() => [.. Cases.Select(Run)]);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Accuracy_and_log_loss_are_scikit_learns_but_for_the_noise(int number)
    {
        Case expected = Cases[number];
        Outcome outcome = Outcomes.Value[number];
        Assert.True(
            Math.Abs(outcome.AccuracyInNoise) < 4, $"{expected.Data}, {expected.Labels} labels: accuracy off by {outcome.AccuracyInNoise} times the noise");
        Assert.True(Math.Abs(outcome.LossInNoise) < 4, $"{expected.Data}, {expected.Labels} labels: log-loss off by {outcome.LossInNoise} times the noise");
    }

    // The mean of 24 standard normal values is within 0.82 of zero but for one time in 20000.
    [Fact]
    public void Over_all_sets_neither_is_better()
    {
        double accuracy = Outcomes.Value.Average(outcome => outcome.AccuracyInNoise);
        double loss = Outcomes.Value.Average(outcome => outcome.LossInNoise);
        Assert.True(Math.Abs(accuracy) < 0.82, $"accuracy: {accuracy}");
        Assert.True(Math.Abs(loss) < 0.82, $"log-loss: {loss}");
    }

    [Fact]
    public void Probabilities_differ_from_those_of_a_thousand_trees_as_a_hundred_votes_do()
    {
        double square = Outcomes.Value.Average(outcome => outcome.SquareInNoise);
        Assert.InRange(square, 0.8, 1.2);
    }

    private static Outcome Run(Case expected)
    {
        Dataset data = Catalog.Load().Open(expected.Data);
        double accuracy = 0;
        double loss = 0;
        double square = 0;
        double variance = 0;
        for (int split = 0; split < Splits; split++)
        {
            int[] order = new Pcg64((ulong)split).Permutation(data.Rows);
            float[] p = Predict(data, order[..expected.Labels], order[^Probes..]);
            int known = expected.Probabilities.Length / Splits;
            for (int i = 0; i < known; i++)
            {
                double wanted = expected.Probabilities[(split * known) + i];
                square += (p[i] - wanted) * (p[i] - wanted);
                variance += wanted * (1 - wanted) * ((1.0 / 100) + (1.0 / 1000));
            }
            for (int i = 0; i < Probes; i++)
            {
                ReadOnlySpan<float> row = p.AsSpan(i * data.Classes, data.Classes);
                int label = data.Labels[order[^(Probes - i)]];
                accuracy += VectorMath.ArgMax(row) == label ? 1 : 0;
                loss -= Math.Log(Math.Max(0.005, row[label]));
            }
        }
        return new Outcome(
            ((accuracy / (Splits * Probes)) - expected.Accuracy) / expected.AccuracyNoise,
            ((loss / (Splits * Probes)) - expected.Loss) / expected.LossNoise,
            square / variance);
    }

    private static float[] Predict(Dataset data, int[] labelled, int[] probes)
    {
        int[] labels = [.. labelled.Select(row => data.Labels[row])];
        var pool = new FeatureMatrix([.. labelled.SelectMany(row => data.Row(row).ToArray())], labelled.Length, data.Features);
        var test = new FeatureMatrix([.. probes.SelectMany(row => data.Row(row).ToArray())], probes.Length, data.Features);
        var problem = ProblemParts.OfClasses(data, pool, labels, labelled, test, [.. probes.Select(row => data.Labels[row])], [0]);
        var learner = new RandomForest();
        learner.Start(problem);
        learner.Fit([.. Enumerable.Range(0, labelled.Length)], labels, []);
        float[] probabilities = new float[probes.Length * data.Classes];
        learner.Predict(test, probabilities);
        return probabilities;
    }

    private sealed record Case(string Data, int Labels, double Accuracy, double AccuracyNoise, double Loss, double LossNoise, double[] Probabilities);

    private sealed record Outcome(double AccuracyInNoise, double LossInNoise, double SquareInNoise);
}
