using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation;

/// <summary>How far made rows are from real ones.</summary>
internal sealed class RealDistances
{
    private const int MostSampled = 500;

    private readonly FeatureMatrix _real;

    /// <summary>Measures how far real rows are from each other.</summary>
    /// <param name="real">Standardised features of all real rows.</param>
    public RealDistances(FeatureMatrix real)
    {
        _real = real;
        int step = Math.Max(1, real.Rows / MostSampled);
        double[] nearest = [.. Enumerable.Range(0, real.Rows).Where(row => row % step == 0).AsParallel().AsOrdered()
            .Select(row => Nearest(real.Row(row), row)).Where(distance => distance is > 0 and < double.PositiveInfinity).Order()];
        Typical = nearest.Length == 0 ? 1 : nearest[nearest.Length / 2];
    }

    /// <summary>Median distance of a real row to the nearest other one that differs from it; 1 where all are alike.</summary>
    public double Typical { get; }

    /// <summary>Euclidean distance of each row to the nearest real one.</summary>
    /// <param name="made">Standardised features.</param>
    public double[] Of(FeatureMatrix made) => [.. Enumerable.Range(0, made.Rows).AsParallel().AsOrdered().Select(row => Nearest(made.Row(row), -1))];

    private double Nearest(ReadOnlySpan<float> row, int itself)
    {
        float least = float.PositiveInfinity;
        for (int other = 0; other < _real.Rows; other++)
        {
            if (other != itself && VectorMath.SquaredDistance(row, _real.Row(other)) is var squared && squared < least)
            {
                least = itself >= 0 && squared == 0 ? least : squared;
            }
        }
        return Math.Sqrt(least);
    }
}
