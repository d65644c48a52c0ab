using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The expected log-loss of sampled rows after a label, as in <see cref="LossForecast{TLoss, TExponential}"/>, in one pass over the classes.</summary>
internal static class LogLossForecast
{
    private const int Lanes = LabelStep.Lanes;

    /// <summary>What <see cref="LossForecast{TLoss, TExponential}.Reduction"/> gives for the log-loss.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="size">How many unlabelled rows the loss is summed over, if there are so many; at most <see cref="WhitenedSample.Size"/>.</param>
    /// <param name="values">Receives one value per candidate.</param>
    public static void Reduction(SignalContext context, int size, Span<float> values)
    {
        ReadOnlySpan<int> sample = LossReduction.Sample(context, size);
        if (values.IsEmpty || sample.IsEmpty)
        {
            values.Clear();
            return;
        }
        var moving = new MovingClasses(context);
        float now = moving.Count < ManyClassForecast.LeastClasses
            ? FewClasses(context, moving, sample, values) : ManyClassForecast.After(context, moving, sample, values);
        LossReduction.FromLosses(now, values);
    }

    /// <summary>Looks ahead, class by class.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="moving">The classes whose scores can move.</param>
    /// <param name="sample">The rows whose loss is summed.</param>
    /// <param name="expected">Receives the expected loss after each candidate was labelled, in expectation over its label.</param>
    /// <returns>The expected loss now.</returns>
    public static float FewClasses(SignalContext context, in MovingClasses moving, ReadOnlySpan<int> sample, Span<float> expected)
    {
        int part = Lanes * context.ClassCount;
        Span<float> rest = context.Floats(LogLossRows.Memory(moving.Count, sample.Length) + moving.Count + (4 * part));
        var rows = new LogLossRows(context, moving, sample, ref rest);
        Span<float> own = Buffers.Cut(ref rest, moving.Count);
        Span<float> scores = Buffers.Cut(ref rest, part);
        Span<float> leverage = Buffers.Cut(ref rest, part);
        Span<float> moved = Buffers.Cut(ref rest, part);
        Span<float> pushes = rest;
        float share = LabelStep.ShareOf(context);
        own.Clear();
        float now = rows.LossAfter(0, own);
        ReadOnlySpan<int> candidates = context.Candidates;
        Span<float> weights = stackalloc float[Lanes];
        for (int first = 0; first < candidates.Length; first += Lanes)
        {
            ReadOnlySpan<int> some = candidates.Slice(first, Math.Min(Lanes, candidates.Length - first));
            LabelStep.FillRows(context, first, some, moving.BlockOf, scores, leverage);
            rows.TakePulls(first, some.Length);
            Span<float> sums = expected.Slice(first, some.Length);
            sums.Clear();
            weights.Clear();
            for (int label = 0; label < context.ClassCount; label++)
            {
                bool solved = false;
                for (int lane = 0; lane < some.Length; lane++)
                {
                    float p = context.ProbabilitiesOf(some[lane])[label];
                    if (p < LossReduction.NegligibleProbability)
                    {
                        continue;
                    }
                    if (!solved)
                    {
                        LabelStep.Solve<FastExponential>(label, scores, leverage, share, moved, pushes);
                        solved = true;
                    }
                    for (int j = 0; j < moving.Count; j++)
                    {
                        own[j] = pushes[(moving[j] * Lanes) + lane];
                    }
                    sums[lane] += p * rows.LossAfter(lane, own);
                    weights[lane] += p;
                }
            }
            for (int lane = 0; lane < some.Length; lane++)
            {
                sums[lane] /= weights[lane];
            }
        }
        return now;
    }
}
