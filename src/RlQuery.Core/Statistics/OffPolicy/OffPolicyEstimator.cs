namespace RlQuery.Core.Statistics.OffPolicy;

/// <summary>Estimates what another policy would have brought per decision, from decisions that were logged with their probabilities.</summary>
/// <remarks>
/// <para>The estimand is the mean reward of the other policy's choices in the very contexts that were logged: one step, no step after it. Source: M. Dudík, J.
/// Langford and L. Li, "Doubly Robust Policy Evaluation and Learning" (ICML 2011), section 2.</para>
/// <para>Intervals are Student's t of the terms of the decisions, 95 %. Decisions of one session depend on each other, but given all before it the error of
/// a term has mean zero: errors are martingale differences, so they are uncorrelated, and the variance of their mean is the sum of their squares over n². The
/// spread of the terms also holds the differences between contexts, which makes an interval rather too wide. The degrees of freedom are the effective
/// sample size less one, since few decisions speak for a policy that seldom agrees with the log.</para>
/// </remarks>
public sealed class OffPolicyEstimator
{
    private readonly IReadOnlyList<LoggedDecision> _decisions;
    private readonly double[][] _predicted;
    private readonly double[][] _target;
    private readonly double[] _weights;

    /// <summary>Makes the estimator of one policy.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="predicted">Predicted reward of each action [decisions][actions], as of <see cref="RewardModel"/>.</param>
    /// <param name="target">Probability with which the other policy takes each action [decisions][actions].</param>
    public OffPolicyEstimator(IReadOnlyList<LoggedDecision> decisions, double[][] predicted, double[][] target)
    {
        (_decisions, _predicted, _target) = (decisions, predicted, target);
        _weights = [.. decisions.Select((one, i) => target[i][one.Chosen] / one.Propensities[one.Chosen])];
        double sum = _weights.Sum();
        EffectiveSize = sum > 0 ? sum * sum / _weights.Sum(weight => weight * weight) : 0;
    }

    /// <summary>
    /// Effective sample size (Σ w)² / Σ w² of the importance weights: as many decisions of its own would tell as much of the policy. Source: A. Kong, "A Note
    /// on Importance Sampling using Standardized Weights" (1992).
    /// </summary>
    public double EffectiveSize { get; }

    /// <summary>Self-normalised inverse propensities; the error by the delta method. Source: A. Swaminathan and T. Joachims, "The Self-Normalized Estimator
    /// for Counterfactual Learning" (NeurIPS 2015).</summary>
    /// <returns>NaN where no decision speaks for the policy.</returns>
    public MeanInterval InversePropensity()
    {
        double mean = _weights.Average();
        double value = Enumerable.Range(0, _weights.Length).Sum(i => _weights[i] * _decisions[i].Reward) / (mean * _weights.Length);
        double[] terms = [.. _weights.Select((weight, i) => value + (weight * (_decisions[i].Reward - value) / mean))];
        return double.IsFinite(value) ? Interval(terms, EffectiveSize) with { Mean = value } : new MeanInterval(double.NaN, double.NaN, double.NaN);
    }

    /// <summary>The direct method: the rewards that the model predicts of the policy's choices. Its interval does not know how wrong it is.</summary>
    public MeanInterval DirectMethod() => Interval([.. Enumerable.Range(0, _weights.Length).Select(Predicted)], _weights.Length);

    /// <summary>Doubly robust: the direct method, with the model's errors corrected by inverse propensities. Right where either of both is.</summary>
    public MeanInterval DoublyRobust() => Interval(Terms(), EffectiveSize);

    /// <summary>How much more the policy brings than what was chosen, doubly robust and paired by decision.</summary>
    public MeanInterval Difference() => Interval([.. Terms().Select((term, i) => term - _decisions[i].Reward)], EffectiveSize);

    private double[] Terms() => [.. _weights.Select((weight, i) => Predicted(i) + (weight * (_decisions[i].Reward - _predicted[i][_decisions[i].Chosen])))];

    private double Predicted(int decision) => _target[decision].Select((probability, action) => probability * _predicted[decision][action]).Sum();

    // Without an interval where hardly one decision speaks for the policy.
    private static MeanInterval Interval(double[] terms, double size)
    {
        double mean = Moments.Mean(terms);
        if (terms.Length < 2 || size < 2)
        {
            return new MeanInterval(mean, double.NaN, double.NaN);
        }
        double half = MeanInterval.Quantile(size - 1) * Moments.StandardDeviation(terms) / Math.Sqrt(terms.Length);
        return new MeanInterval(mean, mean - half, mean + half);
    }
}
