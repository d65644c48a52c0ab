using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Learners;

/// <summary>Logistic regression of several classes by stochastic gradient descent: one step down the gradient of the log loss for each example.</summary>
/// <remarks>
/// Source: L. Bottou, "Large-Scale Machine Learning with Stochastic Gradient Descent" (2010), section 2. The step size does not shrink, so that the learner
/// follows a drift.
/// </remarks>
internal sealed class LogisticSgd(int features, int classes, double rate) : IncrementalLearner
{
    private readonly double[] _weights = new double[classes * (features + 1)];
    private readonly double[] _errors = new double[classes];

    public override void Learn(ReadOnlySpan<float> features, int label)
    {
        Predict(features, _errors);
        _errors[label] -= 1;
        int width = features.Length + 1;
        for (int k = 0; k < _errors.Length; k++)
        {
            double step = rate * _errors[k];
            Span<double> weights = _weights.AsSpan(k * width, width);
            for (int j = 0; j < features.Length; j++)
            {
                weights[j] -= step * features[j];
            }
            weights[^1] -= step;
        }
    }

    public override void Predict(ReadOnlySpan<float> features, Span<double> probabilities)
    {
        int width = features.Length + 1;
        for (int k = 0; k < probabilities.Length; k++)
        {
            ReadOnlySpan<double> weights = _weights.AsSpan(k * width, width);
            double score = weights[^1];
            for (int j = 0; j < features.Length; j++)
            {
                score += weights[j] * features[j];
            }
            probabilities[k] = score;
        }
        Probability.Softmax(probabilities);
    }

    internal override void Exchange(StreamState state) => state.Numbers(_weights);
}
