using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Studies.Difficulty;

/// <summary>Annotators who err near borders between classes, each with a skill of their own for each class.</summary>
/// <remarks>
/// Near a row, the classes have shares q: those among its 15 nearest rows, itself left out, and half a row of each class. An annotator of skill s for the row's
/// true class names class k with probability proportional to q_k to the power s. A skill is u exp(0.4 z), with u of the annotator uniform in [0.5, 2] and z
/// of annotator and class standard normal. So all err where classes mix, and hardly anybody far from a border.
/// </remarks>
internal sealed class SimulatedAnnotators
{
    private const int Neighbours = 15;
    private const double Prior = 0.5;
    private const double Spread = 0.4;

    private readonly double[][] _shares;
    private readonly int[] _labels;
    private readonly double[][] _skills;

    /// <param name="features">Standardised features of the rows.</param>
    /// <param name="labels">True class of each.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="count">Number of annotators.</param>
    /// <param name="seed">Seed of their skills.</param>
    public SimulatedAnnotators(FeatureMatrix features, int[] labels, int classes, int count, ulong seed)
    {
        _labels = labels;
        _shares = new double[labels.Length][];
        Parallel.For(0, labels.Length, row => _shares[row] = SharesNear(features, row, labels, classes));
        var draws = new Pcg64(seed, "skills");
        _skills = new double[count][];
        for (int annotator = 0; annotator < count; annotator++)
        {
            double own = 0.5 + (1.5 * draws.NextDouble());
            _skills[annotator] = [.. Enumerable.Range(0, classes).Select(_ => own * Math.Exp(Spread * draws.NextGaussian()))];
        }
    }

    /// <summary>Number of annotators.</summary>
    public int Count => _skills.Length;

    /// <summary>The class that an annotator names.</summary>
    /// <param name="annotator">The annotator.</param>
    /// <param name="row">The row.</param>
    /// <param name="draws">Generator of the draw.</param>
    public int Answer(int annotator, int row, Pcg64 draws)
    {
        double skill = _skills[annotator][_labels[row]];
        double[] weights = Array.ConvertAll(_shares[row], share => Math.Pow(share, skill));
        double left = draws.NextDouble() * weights.Sum();
        int label = 0;
        while (label < weights.Length - 1 && left >= weights[label])
        {
            left -= weights[label++];
        }
        return label;
    }

    private static double[] SharesNear(FeatureMatrix features, int row, int[] labels, int classes)
    {
        float[] distances = new float[labels.Length];
        for (int other = 0; other < distances.Length; other++)
        {
            distances[other] = other == row ? float.PositiveInfinity : VectorMath.SquaredDistance(features.Row(row), features.Row(other));
        }
        double[] shares = new double[classes];
        Array.Fill(shares, Prior);
        foreach (int other in Enumerable.Range(0, labels.Length).OrderBy(other => distances[other]).ThenBy(other => other).Take(Neighbours))
        {
            shares[labels[other]]++;
        }
        double total = shares.Sum();
        return Array.ConvertAll(shares, share => share / total);
    }
}
