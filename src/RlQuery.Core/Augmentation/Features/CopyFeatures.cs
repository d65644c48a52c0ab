using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>The labelled rows again, drawn at random: the control, which adds weight to a class and nothing else.</summary>
internal sealed class CopyFeatures : IFeatureMethod
{
    /// <inheritdoc/>
    public string Name => "copies";

    /// <inheritdoc/>
    public void Make(FeatureMatrix features, int[] rows, Pcg64 random, Span<float> made)
    {
        for (int start = 0; start < made.Length; start += features.Columns)
        {
            features.Row(rows[random.NextInt(rows.Length)]).CopyTo(made[start..]);
        }
    }
}
