using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Learners;

/// <summary>Gaussian naive Bayes whose counts, means and variances forget: every example keeps this share of what was learned before.</summary>
/// <remarks>
/// Source: T.F. Chan, G.H. Golub and R.J. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances" (1979); fading as in J. Gama,
/// R. Sebastião and P.P. Rodrigues, "On Evaluating Stream Learning Algorithms", Machine Learning 90 (2013), section 3.
/// </remarks>
internal sealed class GaussianNaiveBayes(int features, int classes, double kept) : IncrementalLearner
{
    // Standardised features vary by about 1: a class seen once is as wide as all, and none is narrower than this.
    private const double PriorExamples = 1;
    private const double SmallestVariance = 1e-3;

    private readonly double[] _counts = new double[classes];
    private readonly double[] _means = new double[classes * features];
    private readonly double[] _squares = new double[classes * features];

    public override void Learn(ReadOnlySpan<float> features, int label)
    {
        // All classes fade alike, so that a class that no longer comes becomes less probable.
        foreach (ref double one in _counts.AsSpan())
        {
            one *= kept;
        }
        foreach (ref double one in _squares.AsSpan())
        {
            one *= kept;
        }
        int width = features.Length;
        double before = _counts[label];
        double count = before + 1;
        _counts[label] = count;
        for (int j = 0; j < width; j++)
        {
            ref double mean = ref _means[(label * width) + j];
            ref double squares = ref _squares[(label * width) + j];
            double difference = features[j] - mean;
            squares += difference * difference * before / count;
            mean += difference / count;
        }
    }

    public override void Predict(ReadOnlySpan<float> features, Span<double> probabilities)
    {
        int width = features.Length;
        double all = 0;
        foreach (double count in _counts)
        {
            all += count;
        }
        for (int k = 0; k < probabilities.Length; k++)
        {
            double count = _counts[k];
            double score = Math.Log((count + 1) / (all + _counts.Length));
            for (int j = 0; j < width; j++)
            {
                double variance = Math.Max(SmallestVariance, (_squares[(k * width) + j] + PriorExamples) / (count + PriorExamples));
                double difference = features[j] - _means[(k * width) + j];
                score -= 0.5 * ((difference * difference / variance) + Math.Log(variance));
            }
            probabilities[k] = score;
        }
        Probability.Softmax(probabilities);
    }

    internal override void Exchange(StreamState state)
    {
        state.Numbers(_counts);
        state.Numbers(_means);
        state.Numbers(_squares);
    }
}
