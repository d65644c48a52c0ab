using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>What answers will cost, such as the time that they take, predicted from those that were given.</summary>
/// <remarks>
/// Source: Settles, Craven and Friedland, "Active Learning with Real Annotation Costs" (2008), section 5, predict times by regression. Here it is a ridge
/// regression of the logarithm of the cost on the standardised features.
/// </remarks>
internal static class CostForecast
{
    private const double Ridge = 1;

    /// <summary>Fills in c / (c + g) of each candidate, of its predicted cost c and the geometric mean g of the known ones; 1/2 while none is known.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="values">Receives a value for each candidate.</param>
    public static void Fill(SignalContext context, Span<float> values)
    {
        Items items = context.Items;
        int[] known = context.Pool.Labelled.ToArray();
        values.Fill(0.5f);
        if (known.Length < 2)
        {
            return;
        }
        double[] logs = Array.ConvertAll(known, item => Math.Log(items.PriceOf(item)));
        double mean = logs.Average();
        double scale = FeatureScale.MeanSquare(items.Features);
        double Product(int a, int b) => VectorMath.Dot(items.Features.Row(a), items.Features.Row(b)) / scale;
        Matrix<double> gram = Matrix<double>.Build.Dense(known.Length, known.Length, (a, b) => Product(known[a], known[b]) + (a == b ? Ridge : 0));
        Vector<double> dual = gram.Cholesky().Solve(Vector<double>.Build.Dense(known.Length, i => logs[i] - mean));
        for (int i = 0; i < values.Length; i++)
        {
            double above = 0;
            for (int j = 0; j < known.Length; j++)
            {
                above += dual[j] * Product(context.Candidates[i], known[j]);
            }
            // Away from 0 and 1, by which others divide.
            values[i] = (float)(1 / (1 + Math.Exp(-Math.Clamp(above, -10, 10))));
        }
    }
}
