using MathNet.Numerics.Distributions;

namespace RlQuery.Core.Statistics.Credibility;

/// <summary>What is true of items and how annotators err, as <see cref="DawidSkene"/> estimates it.</summary>
public sealed class CredibilityModel
{
    private readonly double[] _truth;
    private readonly double[] _counts;
    private readonly double[] _confusion;
    private readonly double[] _shares;
    private readonly int _classes;

    internal CredibilityModel(Votes votes, double[] truth, double[] counts, double[] confusion, double[] shares, IReadOnlyList<double> logPosteriors)
    {
        _classes = votes.Classes;
        _truth = truth;
        _counts = counts;
        _confusion = confusion;
        _shares = shares;
        LogPosteriors = logPosteriors;
    }

    /// <summary>The logarithm of the posterior density, up to a constant, at each iteration: it never falls.</summary>
    public IReadOnlyList<double> LogPosteriors { get; }

    /// <summary>The share of each class among the items.</summary>
    public ReadOnlySpan<double> ClassShares => _shares;

    /// <summary>The probability of each class of an item.</summary>
    /// <param name="item">The item.</param>
    public ReadOnlySpan<double> Probabilities(int item) => _truth.AsSpan(item * _classes, _classes);

    /// <summary>The most probable class of an item; of several, the lowest.</summary>
    /// <param name="item">The item.</param>
    public int Label(int item) => Largest(Probabilities(item));

    /// <summary>The probability that an annotator says one class of an item of another.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="truth">The true class.</param>
    /// <param name="said">The class that is said.</param>
    public double Confusion(int annotator, int truth, int said) => _confusion[Place(annotator, truth, said)];

    /// <summary>The probability that an annotator is right, over the classes as often as they occur.</summary>
    /// <param name="annotator">The annotator.</param>
    public double Accuracy(int annotator) => Enumerable.Range(0, _classes).Sum(k => _shares[k] * Confusion(annotator, k, k));

    /// <summary>The interval of a confusion, with as much posterior probability above as below it; the truth of the items is taken as estimated.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="truth">The true class.</param>
    /// <param name="said">The class that is said.</param>
    /// <param name="level">Probability within it, in (0, 1).</param>
    public (double Low, double High) Interval(int annotator, int truth, int said, double level = 0.95)
    {
        double own = _counts[Place(annotator, truth, said)];
        double others = Enumerable.Range(0, _classes).Sum(k => _counts[Place(annotator, truth, k)]) - own;
        double outside = (1 - level) / 2;
        // A Dirichlet density of these counts; one class of it beside the others has a beta density.
        (double a, double b) = (own + 1, others + _classes - 1);
        return (Beta.InvCDF(a, b, outside), Beta.InvCDF(a, b, 1 - outside));
    }

    private static int Largest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int k = 1; k < values.Length; k++)
        {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }

    private int Place(int annotator, int truth, int said) => (((annotator * _classes) + truth) * _classes) + said;
}
