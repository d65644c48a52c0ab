namespace RlQuery.Core.Signals.Context;

/// <summary>A bandit with experts: which of them to trust, from what was gained by their advice.</summary>
/// <remarks>
/// Source: Beygelzimer, Langford, Li, Reyzin and Schapire, "Contextual Bandit Algorithms with Supervised Learning Guarantees" (2011), algorithm 1, with as many
/// arms as experts, as in libact.
/// </remarks>
internal sealed class Exp4P
{
    private const double Delta = 0.1;

    private readonly double[] _weights;
    private readonly double _confidence;

    /// <summary>Trusts all experts alike.</summary>
    /// <param name="experts">Their number.</param>
    /// <param name="rounds">How often they will be asked; positive.</param>
    public Exp4P(int experts, int rounds)
    {
        _weights = [.. Enumerable.Repeat(1.0, experts)];
        Least = Math.Min(1.0 / experts, Math.Sqrt(Math.Log(experts) / (experts * (double)rounds)));
        _confidence = Math.Sqrt(Math.Log(experts / Delta) / (experts * (double)rounds));
    }

    /// <summary>The least probability of an expert.</summary>
    public double Least { get; }

    /// <summary>Weight of each expert.</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>The probability with which an expert is followed.</summary>
    /// <param name="expert">0 up to their number.</param>
    public double Probability(int expert) => ((1 - (_weights.Length * Least)) * _weights[expert] / _weights.Sum()) + Least;

    /// <summary>Learns from what was gained.</summary>
    /// <param name="advice">The probability that each expert gave to what was done.</param>
    /// <param name="chance">The probability with which it was done: the mean of the advice.</param>
    /// <param name="reward">What was gained, in [0, 1].</param>
    public void Learn(ReadOnlySpan<double> advice, double chance, double reward)
    {
        Span<double> factors = stackalloc double[_weights.Length];
        for (int k = 0; k < factors.Length; k++)
        {
            factors[k] = Math.Exp(Least / 2 * ((advice[k] * reward / chance) + (_confidence / Probability(k))));
        }
        double largest = 0;
        for (int k = 0; k < factors.Length; k++)
        {
            _weights[k] *= factors[k];
            largest = Math.Max(largest, _weights[k]);
        }
        if (largest > 1e100)
        {
            for (int k = 0; k < factors.Length; k++)
            {
                _weights[k] /= largest;
            }
        }
    }
}
