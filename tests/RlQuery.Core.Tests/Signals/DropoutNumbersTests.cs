using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>Signals of a learner that is its own committee against modAL's numbers: modAL-python/modAL@bba6f6f modAL/dropout.py, three passes.</summary>
public sealed class DropoutNumbersTests
{
    private static readonly float[][] Passes = [[0.9f, 0.1f, 0.2f, 0.8f], [0.7f, 0.3f, 0.4f, 0.6f], [0.5f, 0.5f, 0.6f, 0.4f]];

    [Fact]
    public void Committee_deviation_is_twice_the_mean_standard_deviation() =>
        Assert.Equal([2 * 0.16329931618554522, 2 * 0.16329931618554522], Values(new CommitteeDeviationSignal()), Near);

    [Fact]
    public void Variation_ratio_is_1_less_the_largest_mean_probability() =>
        Assert.Equal([0.3 / 0.5, 0.4 / 0.5], Values(new VariationRatioSignal()), Near);

    [Fact]
    public void Consensus_entropy_is_mutual_information_and_the_mean_entropy_of_the_members()
    {
        double[] information = [0.0678328167194644, 0.05753641449035618];
        double[] own = [.. new[] { 0, 2 }.Select(row => Passes.Average(pass => -pass[row..(row + 2)].Sum(p => p * Math.Log(p))))];
        Assert.Equal(information.Zip(own).Select(pair => (pair.First + pair.Second) / Math.Log(2)), Values(new ConsensusEntropySignal()), Near);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-5;

    private static double[] Values(ISignal signal)
    {
        Problem problem = Problems.Of([0, 1], 1, [0, 0], 2);
        return [.. SignalProbe.Begin(problem, new PassesFactory()).Values(signal).Select(value => (double)value)];
    }

    private sealed class PassesFactory : ILearnerFactory
    {
        public string Name => "passes";

        public string Description => "three passes";

        public ILearner Create() => new PassesLearner();
    }

    private sealed class PassesLearner : ILearner, ICommittee
    {
        public string Name => "passes";

        public int Members => 3;

        public void Start(Items items, AnswerSpace space)
        {
        }

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
        {
        }

        public void Predict(FeatureMatrix features, Prediction prediction) => Passes[0].CopyTo(prediction.Probabilities);

        public void PredictMembers(FeatureMatrix features, Span<float> probabilities) => SignalProbe.Flat(Passes).CopyTo(probabilities);
    }
}
