using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation;

/// <summary>Pairs of rows of one class, and how far from the first to the second a made row lies.</summary>
/// <remarks>
/// N. Chawla, K. Bowyer, L. Hall and W. Kegelmeyer, "SMOTE: Synthetic Minority Over-sampling Technique" (2002), where the second is one of the five rows of
/// the class that are nearest to the first; H. Zhang, M. Cisse, Y. Dauphin and D. Lopez-Paz, "mixup: Beyond Empirical Risk Minimization" (2018), with both of
/// one class, where it is any row. Both shares are uniform.
/// </remarks>
/// <param name="features">Standardised features.</param>
/// <param name="rows">Rows of the class, at least 2.</param>
/// <param name="nearestOnly">Whether the second is one of the nearest.</param>
internal sealed class ParentPairs(FeatureMatrix features, int[] rows, bool nearestOnly)
{
    /// <summary>Number of nearest rows.</summary>
    public const int Neighbours = 5;

    private readonly int[]?[] _nearest = new int[]?[rows.Length];

    /// <summary>Draws a pair.</summary>
    /// <param name="random">The generator.</param>
    public ParentPair Draw(Pcg64 random)
    {
        int first = random.NextInt(rows.Length);
        int second;
        if (nearestOnly)
        {
            int[] near = NearestTo(first);
            second = near[random.NextInt(near.Length)];
        }
        else
        {
            second = rows[(first + 1 + random.NextInt(rows.Length - 1)) % rows.Length];
        }
        return new ParentPair(rows[first], second, random.NextDouble(), nearestOnly ? NearestTo(first) : [rows[first], second]);
    }

    // Ties go to the earlier row.
    private int[] NearestTo(int place) => _nearest[place] ??=
    [
        .. rows.Where((_, other) => other != place)
            .OrderBy(row => VectorMath.SquaredDistance(features.Row(rows[place]), features.Row(row))).Take(Neighbours),
    ];
}

/// <summary>What a made row lies between.</summary>
/// <param name="First">The row from which it starts.</param>
/// <param name="Second">The row towards which it goes.</param>
/// <param name="Share">How far it goes, in [0, 1).</param>
/// <param name="Voters">The rows whose majority names its categories.</param>
internal sealed record ParentPair(int First, int Second, double Share, int[] Voters)
{
    /// <summary>The number between two.</summary>
    public double Between(double first, double second) => first + (Share * (second - first));
}
