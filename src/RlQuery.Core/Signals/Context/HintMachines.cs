using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Support vector machines that are to separate the labelled rows and to pass through the unlabelled ones, the hints: one for each class against the others.
/// </summary>
/// <remarks>
/// Minimises ½|f|² + C Σ max(0, 1 - y f(x)) over labelled rows + C' Σ |f(x)| over hints, in the kernel exp(-γd²) + 1 of <see cref="KernelFrequencies"/>, whose
/// 1 stands for an offset. Its dual has a multiplier in a box for each row, so that one after the other is solved for in turn. C = C' = 0.1, as in libact.
/// Hints are the unlabelled rows among 256 sampled ones (<see cref="ReferenceDistances"/>). A taken row is no hint.
/// </remarks>
/// <param name="context">The state of the episode.</param>
internal sealed class HintMachines(SignalContext context)
{
    private const double Bound = 0.1;
    private const int Rounds = 400;
    private const double Tolerance = 1e-6;

    private readonly List<int> _rows = [];
    private double[] _kernel = [];
    private double[] _multipliers = [];
    private double[] _values = [];
    private double[] _own = [];

    /// <summary>The decision value of each candidate and class [candidates x classes].</summary>
    /// <param name="decisions">Receives them.</param>
    public void Decide(Span<float> decisions)
    {
        Pool pool = context.Pool;
        int classes = context.ClassCount;
        Gather(pool);
        int labelled = pool.Labelled.Length;
        int count = _rows.Count;
        Span<double> multipliers = Buffers.Reserve(ref _multipliers, classes * count);
        multipliers.Clear();
        FillKernel();
        for (int k = 0; k < classes; k++)
        {
            Solve(k, labelled, multipliers.Slice(k * count, count));
        }
        FeatureMatrix features = context.Items.Features;
        double gamma = context.Frequencies.Gamma;
        Span<double> own = Buffers.Reserve(ref _own, count);
        for (int i = 0; i < context.Candidates.Length; i++)
        {
            ReadOnlySpan<float> row = features.Row(context.Candidates[i]);
            for (int j = 0; j < count; j++)
            {
                own[j] = Math.Exp(-gamma * VectorMath.SquaredDistance(row, features.Row(_rows[j]))) + 1;
            }
            for (int k = 0; k < classes; k++)
            {
                // In double precision: terms nearly cancel.
                decisions[(i * classes) + k] = (float)VectorMath.Dot(own, multipliers.Slice(k * count, count));
            }
        }
    }

    private void Gather(Pool pool)
    {
        _rows.Clear();
        _rows.AddRange(pool.Labelled);
        ReadOnlySpan<byte> labelled = context.Labels.Labelled;
        foreach (int row in context.References.Sample)
        {
            if (labelled[row] == 0)
            {
                _rows.Add(row);
            }
        }
    }

    private void FillKernel()
    {
        FeatureMatrix features = context.Items.Features;
        double gamma = context.Frequencies.Gamma;
        int count = _rows.Count;
        Span<double> kernel = Buffers.Reserve(ref _kernel, count * count);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = Math.Exp(-gamma * VectorMath.SquaredDistance(features.Row(_rows[i]), features.Row(_rows[j]))) + 1;
                kernel[(i * count) + j] = value;
                kernel[(j * count) + i] = value;
            }
        }
    }

    // Minimises ½ aᵀKa - Σ yᵢaᵢ over the labelled, with 0 ≤ yᵢaᵢ ≤ C, and |aⱼ| ≤ C' for hints.
    private void Solve(int label, int labelled, Span<double> multipliers)
    {
        int count = multipliers.Length;
        Span<double> values = Buffers.Reserve(ref _values, count);
        values.Clear();
        for (int round = 0; round < Rounds; round++)
        {
            double largest = 0;
            for (int i = 0; i < count; i++)
            {
                double sign = i >= labelled ? 0 : context.Pool.Labels[i] == label ? 1 : -1;
                double low = sign > 0 ? 0 : -Bound, high = sign < 0 ? 0 : Bound;
                double next = Math.Clamp(multipliers[i] - ((values[i] - sign) / _kernel[(i * count) + i]), low, high);
                double step = next - multipliers[i];
                if (step != 0)
                {
                    multipliers[i] = next;
                    largest = Math.Max(largest, Math.Abs(step));
                    VectorMath.AddScaled(step, _kernel.AsSpan(i * count, count), values);
                }
            }
            if (largest < Tolerance * Bound)
            {
                return;
            }
        }
    }
}
