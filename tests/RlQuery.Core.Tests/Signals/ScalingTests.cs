using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Each signal reaches both ends of its documented range, whatever the number of classes.</summary>
public sealed class ScalingTests
{
    public static TheoryData<int> Classes => [2, 3, 5, 7];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Uncertainty_is_1_for_a_uniform_prediction_and_0_for_a_certain_one(int classes)
    {
        float[][] table = [Uniform(classes), Certain(classes, 1)];
        AssertValues([1, 0], SignalProbe.OfTable(new LeastConfidenceSignal(), table));
        AssertValues([1, 0], SignalProbe.OfTable(new EntropySignal(), table));
        AssertValues([0, 1], SignalProbe.OfTable(new MarginSignal(), table));
        AssertValues([0, 1], SignalProbe.OfTable(new MarginRankSignal(), table));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void A_committee_of_which_each_member_is_certain_of_another_class_disagrees_fully(int classes)
    {
        float[][][] members = [.. Enumerable.Range(0, Committee.Size).Select(m => new float[][] { Certain(classes, m), Certain(classes, 1) })];
        float[][] table = [Uniform(classes), Uniform(classes)];
        AssertValues([1, 0], SignalProbe.OfTable(new VoteEntropySignal(), table, members));
        AssertValues([1, 0], SignalProbe.OfTable(new KlDisagreementSignal(), table, members));
        // Mutual information is divided by log K, of which five members reach log 5.
        AssertValues([MathF.Log(5) / MathF.Log(classes), 0], SignalProbe.OfTable(new MutualInformationSignal(), table, members));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Committee_signals_are_the_formulas_divided_by_their_documented_scale(int classes)
    {
        var draws = new Pcg64(4, $"committee of {classes}");
        float[][][] members = [.. Enumerable.Range(0, Committee.Size).Select(_ => Enumerable.Range(0, 6).Select(_ => Random(draws, classes)).ToArray())];
        float[] committee = [.. members.SelectMany(SignalProbe.Flat)];
        float[] scratch = new float[classes];
        float[] votes = SignalProbe.OfTable(new VoteEntropySignal(), members[0], members);
        float[] divergence = SignalProbe.OfTable(new KlDisagreementSignal(), members[0], members);
        float[] information = SignalProbe.OfTable(new MutualInformationSignal(), members[0], members);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(Disagreement.VoteEntropy(committee, 6 * classes, i * classes, scratch), votes[i] * MathF.Log(Math.Min(classes, 5)), 1e-6f);
            Assert.Equal(Disagreement.LargestDivergence(committee, 6 * classes, i * classes, scratch), divergence[i] * MathF.Log(5), 1e-6f);
            Assert.Equal(Disagreement.MutualInformation(committee, 6 * classes, i * classes, scratch), information[i] * MathF.Log(classes), 1e-6f);
        }
    }

    [Fact]
    public void Mutual_information_is_the_mean_divergence_from_the_mean()
    {
        var draws = new Pcg64(5);
        float[][] members = [.. Enumerable.Range(0, 7).Select(_ => Random(draws, 4))];
        float[] mean = new float[4];
        float information = Disagreement.MutualInformation(SignalProbe.Flat(members), 4, 0, mean);
        double expected = members.Average(p => p.Select((value, k) => value * Math.Log(value / members.Average(other => other[k]))).Sum());
        Assert.Equal(expected, information, 1e-6);
    }

    private static float[] Uniform(int classes) => [.. Enumerable.Repeat(1f / classes, classes)];

    private static float[] Certain(int classes, int own) => [.. Enumerable.Range(0, classes).Select(k => k == own % classes ? 1f : 0f)];

    private static float[] Random(Pcg64 draws, int classes)
    {
        double[] parts = [.. Enumerable.Range(0, classes).Select(_ => draws.NextExponential())];
        return [.. parts.Select(part => (float)(part / parts.Sum()))];
    }

    private static void AssertValues(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-6f);
        }
    }
}
