using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>The scores whose posterior a label changes, and their probabilities once the scores' uncertainty is averaged over.</summary>
/// <remarks>
/// Source: MacKay, "The Evidence Framework Applied to Classification Networks" (1992), moderated output: with a score of mean m and variance v,
/// p = σ(m / √(1 + πv/8)); with several classes the softmax of the scores shrunk in this way.
/// </remarks>
internal readonly ref struct ModeratedScores
{
    /// <summary>λ² = 8/π: σ(m) is close to Φ(m/λ).</summary>
    public const float ProbitVariance = 2.546479f;

    // Smaller probabilities count as certain: the variance of a score no longer distinguishes them.
    public const float LeastProbability = 1e-5f;
    private const float LeastPrediction = 1e-7f;

    private readonly SignalContext _context;
    private readonly int _negative = -1;
    private readonly int _positive;

    /// <summary>Finds the scores: one for two classes with labels, else one for each class of the curvature.</summary>
    /// <param name="context">The state of the episode.</param>
    public ModeratedScores(SignalContext context)
    {
        _context = context;
        ICurvature curvature = context.Curvature;
        ReadOnlySpan<int> counts = context.Pool.ClassCounts;
        int present = counts.Length - counts.Count(0);
        if (curvature.Blocks > 1 || present > 2)
        {
            Count = curvature.Blocks > 1 ? curvature.Blocks : counts.Length;
            return;
        }
        Count = 1;
        _negative = Class(counts, 0, present);
        _positive = Class(counts, Math.Min(1, counts.Length - 1), present);
    }

    /// <summary>Number of scores.</summary>
    public int Count { get; }

    /// <summary>Scratch values that <see cref="Fill"/> needs for each row.</summary>
    public int Columns => Math.Max(2, Count);

    /// <summary>The block of the curvature that a score belongs to.</summary>
    /// <param name="score">0..<see cref="Count"/>-1.</param>
    public int Block(int score) => _context.Curvature.Blocks > 1 ? score : 0;

    /// <summary>Averages the probabilities of rows over their scores' posterior.</summary>
    /// <param name="rows">Pool rows.</param>
    /// <param name="leverages">Variance of their scores [blocks x rows].</param>
    /// <param name="scratch">[rows x <see cref="Columns"/>].</param>
    /// <param name="moderated">Receives values that are neither 0 nor 1 [scores x rows].</param>
    public void Fill(ReadOnlySpan<int> rows, ReadOnlySpan<float> leverages, Span<float> scratch, Span<float> moderated)
    {
        int columns = Columns;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> p = _context.ProbabilitiesOf(rows[i]);
            for (int k = 0; k < columns; k++)
            {
                scratch[(i * columns) + k] = MathF.Max(p[Class(k)], LeastPrediction);
            }
        }
        Probability.Log(scratch, scratch);
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> scores = scratch.Slice(i * columns, columns);
            float origin = scores[0];
            for (int k = 1; k < columns && Count > 1; k++)
            {
                origin += scores[k];
            }
            origin /= Count;
            for (int k = 0; k < columns; k++)
            {
                float variance = leverages[(Block(k) * rows.Length) + i];
                scores[k] = (scores[k] - origin) / MathF.Sqrt(1 + (variance / ProbitVariance));
            }
        }
        Probability.Softmax(scratch, columns);
        int first = columns - Count;
        for (int k = 0; k < Count; k++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                moderated[(k * rows.Length) + i] = Math.Clamp(scratch[(i * columns) + first + k], LeastProbability, 1 - LeastProbability);
            }
        }
    }

    // With one score: the class against it, and the class of which it is the logit.
    private int Class(int column)
    {
        if (_negative >= 0)
        {
            return column == 0 ? _negative : _positive;
        }
        int own = _context.Curvature.BlockClass(column % _context.Curvature.Blocks);
        return own < 0 ? column : own;
    }

    // Classes with labels come first, then those without, ascending both.
    private static int Class(ReadOnlySpan<int> counts, int place, int present)
    {
        bool labelled = place < present;
        int left = labelled ? place : place - present;
        for (int k = 0; ; k++)
        {
            if (counts[k] > 0 == labelled && left-- == 0)
            {
                return k;
            }
        }
    }
}
