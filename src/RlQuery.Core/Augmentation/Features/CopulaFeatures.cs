using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>Vectors of a Gaussian copula with the distribution that each feature has in the class.</summary>
internal sealed class CopulaFeatures : IFeatureMethod
{
    /// <inheritdoc/>
    public string Name => "copula";

    /// <inheritdoc/>
    public void Make(FeatureMatrix features, int[] rows, Pcg64 random, Span<float> made)
    {
        double[][] columns = [.. Enumerable.Range(0, features.Columns).Select(j => Array.ConvertAll(rows, row => (double)features.Row(row)[j]))];
        var copula = new GaussianCopula([.. columns.Select(NormalScores.Of)], rows.Length);
        Array.ForEach(columns, Array.Sort);
        double[] shares = new double[features.Columns];
        for (int start = 0; start < made.Length; start += features.Columns)
        {
            copula.Draw(random, shares);
            for (int j = 0; j < shares.Length; j++)
            {
                made[start + j] = (float)NormalScores.Quantile(columns[j], shares[j]);
            }
        }
    }
}
