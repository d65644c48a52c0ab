using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>How far the row falls from every class in a space in which distances are costs of errors, relative to the largest among the candidates.</summary>
/// <remarks>
/// Source: ALCE of Huang and Lin, "A Novel Uncertainty Sampling Algorithm for Cost-Sensitive Multiclass Active Learning" (2016). Labelled rows stand at the
/// points of their true classes; a ridge regression of the features predicts the point of each candidate, and the distance to the nearest point of a predicted
/// class is its uncertainty. The learner's own probabilities are not used.
/// </remarks>
public sealed class CostEmbeddingSignal : ISignal
{
    private const double Ridge = 1;

    // The points depend on the costs alone, and take far longer than all that is done with them.
    private static readonly ConditionalWeakTable<Items, CostEmbedding> Embeddings = [];

    /// <inheritdoc/>
    public string Name => "cost-embedding";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames => ["alce"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "distance to the nearest class where distances are costs of errors, relative to the largest among the candidates; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("it falls near one class", "it falls farther from every class than others as costs of errors go");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        CostEmbedding embedding = Embeddings.GetValue(context.Items, _ => CostEmbedding.Of(context.Errors));
        int[] labelled = context.Pool.Labelled.ToArray();
        ReadOnlySpan<int> labels = context.Pool.Labels;
        values.Clear();
        if (labelled.Length == 0)
        {
            return;
        }
        double scale = FeatureScale.MeanSquare(context.Items.Features);
        double Product(int a, int b) => 1 + (VectorMath.Dot(context.Items.Features.Row(a), context.Items.Features.Row(b)) / scale);
        Matrix<double> gram = Matrix<double>.Build.Dense(labelled.Length, labelled.Length, (a, b) => Product(labelled[a], labelled[b]) + (a == b ? Ridge : 0));
        Matrix<double> targets = Matrix<double>.Build.Dense(labelled.Length, context.ClassCount);
        for (int i = 0; i < labelled.Length; i++)
        {
            targets.SetRow(i, embedding.Truths.Row(labels[i]));
        }
        Matrix<double> dual = gram.Cholesky().Solve(targets);
        float largest = 0;
        double[] products = new double[labelled.Length];
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < labelled.Length; j++)
            {
                products[j] = Product(context.Candidates[i], labelled[j]);
            }
            Vector<double> point = dual.LeftMultiply(Vector<double>.Build.Dense(products));
            double nearest = double.PositiveInfinity;
            for (int k = 0; k < context.ClassCount; k++)
            {
                nearest = Math.Min(nearest, (point - embedding.Predictions.Row(k)).L2Norm());
            }
            values[i] = (float)nearest;
            largest = MathF.Max(largest, values[i]);
        }
        for (int i = 0; i < values.Length && largest > 0; i++)
        {
            values[i] /= largest;
        }
    }
}
