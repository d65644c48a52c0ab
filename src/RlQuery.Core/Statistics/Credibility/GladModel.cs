using MathNet.Numerics;

namespace RlQuery.Core.Statistics.Credibility;

/// <summary>What is true of items, how able annotators are and how difficult items, as <see cref="Glad"/> estimates it.</summary>
public sealed class GladModel
{
    private readonly double[] _truth;
    private readonly double[] _ability;
    private readonly double[] _ease;
    private readonly int _classes;

    internal GladModel(int classes, double[] truth, double[] ability, double[] logEase, IReadOnlyList<double> logPosteriors)
    {
        _classes = classes;
        _truth = truth;
        _ability = ability;
        _ease = Array.ConvertAll(logEase, Math.Exp);
        LogPosteriors = logPosteriors;
    }

    /// <summary>The logarithm of the posterior density, up to a constant, at each iteration: it never falls.</summary>
    public IReadOnlyList<double> LogPosteriors { get; }

    /// <summary>The probability of each class of an item.</summary>
    /// <param name="item">The item.</param>
    public ReadOnlySpan<double> Probabilities(int item) => _truth.AsSpan(item * _classes, _classes);

    /// <summary>a: 0 for one who guesses between right and wrong, negative for one who is more often wrong.</summary>
    /// <param name="annotator">The annotator.</param>
    public double Ability(int annotator) => _ability[annotator];

    /// <summary>1 / b, above 0: near 0 where every able annotator is right, large where nobody knows.</summary>
    /// <param name="item">The item.</param>
    public double Difficulty(int item) => 1 / _ease[item];

    /// <summary>The probability that an annotator is right of an item.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="item">The item.</param>
    public double Right(int annotator, int item) => SpecialFunctions.Logistic(_ability[annotator] * _ease[item]);
}
