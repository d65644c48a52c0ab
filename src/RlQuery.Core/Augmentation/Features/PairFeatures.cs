using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>Vectors between two rows of the class.</summary>
/// <param name="name">Its name.</param>
/// <param name="nearestOnly">Whether the second row is one of the nearest.</param>
internal sealed class PairFeatures(string name, bool nearestOnly) : IFeatureMethod
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Make(FeatureMatrix features, int[] rows, Pcg64 random, Span<float> made)
    {
        var pairs = new ParentPairs(features, rows, nearestOnly);
        for (int start = 0; start < made.Length; start += features.Columns)
        {
            ParentPair pair = pairs.Draw(random);
            ReadOnlySpan<float> first = features.Row(pair.First);
            ReadOnlySpan<float> second = features.Row(pair.Second);
            for (int j = 0; j < first.Length; j++)
            {
                made[start + j] = (float)pair.Between(first[j], second[j]);
            }
        }
    }
}
