using RlQuery.Core.Numerics;

namespace RlQuery.Sessions.Shared;

/// <summary>A row in the plane of the first two principal components of the features.</summary>
/// <param name="Row">0-based row.</param>
/// <param name="X">First coordinate.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Label">Place of its class among the classes; null where it has none.</param>
/// <param name="Predicted">Place of the class that the learner expects most; null where it must not say, or does not know.</param>
/// <param name="Uncertainty">1 less the difference of the two largest probabilities, in [0, 1]; null where the learner must not say, or does not know.</param>
public sealed record PlacedRow(int Row, double X, double Y, int? Label, int? Predicted, double? Uncertainty)
{
    private const int Most = 1000;

    /// <summary>Places rows, of many a sample.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="featuresOf">Standardised features of a row.</param>
    /// <param name="seed">Seed of the sample.</param>
    internal static (int Row, double X, double Y)[] Spread(int rows, Func<int, float[]> featuresOf, ulong seed)
    {
        int[] chosen = [.. new Pcg64(seed, "map").Permutation(rows).Take(Most).Order()];
        return [.. chosen.Zip(PrincipalPlane.Of([.. chosen.Select(featuresOf)]), (row, place) => (row, place.X, place.Y))];
    }
}
