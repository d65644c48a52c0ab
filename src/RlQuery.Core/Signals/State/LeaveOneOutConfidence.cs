using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals.State;

/// <summary>
/// Mean probability of the labelled rows' own labels when each is left out, by one Newton step, in [0, 1]: an honest estimate of how well the model does.
/// </summary>
/// <remarks>
/// Source: Pregibon, "Logistic Regression Diagnostics" (1981): leaving out row x with leverage h = |z(x)|² moves its score by h(p - y) / (1 - h p(1 - p))
/// (<see cref="ICurvature"/>).
/// </remarks>
internal sealed class LeaveOneOutConfidence : IStateValue
{
    /// <inheritdoc/>
    public string Name => "leave-one-out-confidence";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public string Description => "mean probability of the labelled rows' own labels, each left out by one Newton step; in [0, 1]";

    /// <inheritdoc/>
    public float Compute(SignalContext context)
    {
        ICurvature curvature = context.Curvature;
        ReadOnlySpan<int> labelled = context.Pool.Labelled;
        int classes = context.ClassCount;
        int width = CurvatureRows.WidthOf(context);
        if (labelled.IsEmpty)
        {
            return 1f / Math.Max(1, classes);
        }
        Span<float> scratch = context.Floats(labelled.Length * (classes + width));
        Span<float> scores = scratch[..(labelled.Length * classes)];
        Span<float> whitened = scratch[scores.Length..];
        for (int i = 0; i < labelled.Length; i++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(labelled[i]);
            for (int k = 0; k < classes; k++)
            {
                scores[(i * classes) + k] = MathF.Log(MathF.Max(p[k], 1e-30f));
            }
        }
        // Labelled rows lie in their span, and have no part outside it.
        for (int block = 0; block < curvature.Blocks; block++)
        {
            context.LabelledInCurvature.Whiten(block, labelled, whitened);
            int own = curvature.BlockClass(block);
            for (int i = 0; i < labelled.Length; i++)
            {
                ReadOnlySpan<float> z = whitened.Slice(i * width, width);
                float leverage = VectorMath.Dot(z, z);
                ReadOnlySpan<float> p = context.ProbabilitiesOf(labelled[i]);
                int label = context.Pool.Labels[i];
                // With two classes, one block stands for the difference of the scores, and the label's own score gets all of it.
                int moved = own < 0 ? label : own;
                float error = p[moved] - (moved == label ? 1 : 0);
                float kept = MathF.Max(0.05f, 1 - (leverage * p[moved] * (1 - p[moved])));
                scores[(i * classes) + moved] += leverage * error / kept;
            }
        }
        float total = 0;
        for (int i = 0; i < labelled.Length; i++)
        {
            Span<float> row = scores.Slice(i * classes, classes);
            Probability.Softmax(row, classes);
            total += row[context.Pool.Labels[i]];
        }
        return total / labelled.Length;
    }
}
