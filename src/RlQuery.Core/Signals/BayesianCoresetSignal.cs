using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// How nearly what the candidate's label would say of the committee has the direction of what all labels would say and the batch does not yet, in [-1, 1].
/// </summary>
/// <remarks>
/// Source: Pinsler, Gordon, Nalisnick and Hernández-Lobato, "Bayesian Batch Active Learning as Sparse Subset Approximation" (2019), algorithm 1 (Frank-Wolfe)
/// with random projections. A row's vector has for each member the expected logarithm of its likelihood, plus the entropy: -KL(consensus || member), a
/// probability below 1e-6 counting as 1e-6. L is the sum over all rows without a label, L(w) the weighted sum over the taken ones, in the order in which they
/// came; the value is the cosine of L - L(w) and the vector. They choose a batch in this greedy order too.
/// <para>
/// Cost: a committee, whose members are all the projections there are. Peers: not in the libraries compared.
/// </para>
/// </remarks>
public sealed class BayesianCoresetSignal : ISignal
{
    private const float Least = 1e-6f;

    /// <inheritdoc/>
    public string Name => "bayesian-coreset";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Probabilities | SignalNeeds.Committee;

    /// <inheritdoc/>
    public string Description => "cosine of what its label says of a committee and what all labels say beyond the batch; in [-1, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons =>
        ("its label says of the committee what the batch says already", "its label says of the committee what all labels together would");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        int rows = context.Items.Count;
        int members = context.CommitteeProbabilities.Length / (rows * context.ClassCount);
        Span<float> memory = context.Floats((rows * members) + context.ClassCount);
        Span<float> vectors = memory[..(rows * members)];
        Fill(context, vectors, memory[(rows * members)..]);
        Span<double> rest = stackalloc double[members], weighted = stackalloc double[members];
        rest.Clear();
        weighted.Clear();
        double lengths = 0;
        foreach (int row in context.Pool.Unlabelled)
        {
            lengths += Add(vectors.Slice(row * members, members), rest);
        }
        foreach (int row in context.Pool.Pending)
        {
            lengths += Add(vectors.Slice(row * members, members), rest);
        }
        foreach (int row in context.Pool.Pending)
        {
            Step(vectors.Slice(row * members, members), lengths, rest, weighted);
        }
        double open = 0;
        for (int m = 0; m < members; m++)
        {
            open += (rest[m] - weighted[m]) * (rest[m] - weighted[m]);
        }
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<float> own = vectors.Slice(context.Candidates[i] * members, members);
            double product = 0, length = 0;
            for (int m = 0; m < members; m++)
            {
                product += (rest[m] - weighted[m]) * own[m];
                length += own[m] * own[m];
            }
            values[i] = open > 0 && length > 0 ? (float)Math.Clamp(product / Math.Sqrt(open * length), -1, 1) : 0;
        }
    }

    private static void Fill(SignalContext context, Span<float> vectors, Span<float> mean)
    {
        ReadOnlySpan<float> committee = context.CommitteeProbabilities;
        int classes = context.ClassCount;
        int block = context.Items.Count * classes;
        int members = committee.Length / block;
        for (int row = 0; row < context.Items.Count; row++)
        {
            Disagreement.Mean(committee, block, row * classes, mean);
            for (int m = 0; m < members; m++)
            {
                ReadOnlySpan<float> p = committee.Slice((m * block) + (row * classes), classes);
                float divergence = 0;
                for (int k = 0; k < classes; k++)
                {
                    divergence += mean[k] <= Least ? 0 : mean[k] * MathF.Log(mean[k] / MathF.Max(p[k], Least));
                }
                vectors[(row * members) + m] = -MathF.Max(0, divergence);
            }
        }
    }

    private static double Add(ReadOnlySpan<float> vector, Span<double> sum)
    {
        double squared = 0;
        for (int m = 0; m < vector.Length; m++)
        {
            sum[m] += vector[m];
            squared += vector[m] * vector[m];
        }
        return Math.Sqrt(squared);
    }

    // The step of Frank and Wolfe towards a row, of the best length.
    private static void Step(ReadOnlySpan<float> vector, double lengths, ReadOnlySpan<double> all, Span<double> weighted)
    {
        double squared = 0;
        foreach (float value in vector)
        {
            squared += value * value;
        }
        if (squared == 0)
        {
            return;
        }
        double scale = lengths / Math.Sqrt(squared), product = 0, length = 0;
        for (int m = 0; m < vector.Length; m++)
        {
            double move = (scale * vector[m]) - weighted[m];
            product += move * (all[m] - weighted[m]);
            length += move * move;
        }
        double share = length > 0 ? Math.Clamp(product / length, 0, 1) : 0;
        for (int m = 0; m < vector.Length; m++)
        {
            weighted[m] += share * ((scale * vector[m]) - weighted[m]);
        }
    }
}
