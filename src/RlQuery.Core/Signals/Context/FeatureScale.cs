using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>How large features are, so that a ridge does not depend on their unit.</summary>
internal static class FeatureScale
{
    /// <summary>The mean square of a feature over all rows: 1 where they are standardised, and at least a little above 0.</summary>
    /// <param name="features">The rows.</param>
    public static double MeanSquare(FeatureMatrix features)
    {
        double sum = 0;
        for (int row = 0; row < features.Rows; row++)
        {
            sum += VectorMath.Dot(features.Row(row), features.Row(row));
        }
        double mean = sum / Math.Max(1, (double)features.Rows * features.Columns);
        return mean > 0 ? mean : 1;
    }
}
