using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// Predictions of sampled unlabelled rows, and of labelled ones, now and after a candidate is labelled with a class, without a refit (<see cref="LabelStep"/>).
/// </summary>
/// <param name="context">The state of the episode.</param>
internal sealed class MovedPredictions(SignalContext context)
{
    /// <summary>Unlabelled rows at most.</summary>
    public const int SampleSize = 32;

    /// <summary>Labelled rows at most.</summary>
    public const int LabelledSize = 64;

    // Labels that are less probable than this are left out.
    private const float Least = 0.01f;

    private readonly int[] _labelled = new int[LabelledSize];
    private float[] _whitened = [];
    private float[] _pulls = [];
    private float[] _scores = [];
    private float[] _moved = [];
    private float[] _lanes = [];
    private int[] _blockOf = [];
    private float _share;
    private int _first = -1;

    /// <summary>How many of <see cref="Rows"/> are unlabelled; they come first.</summary>
    public int Sampled { get; private set; }

    /// <summary>How many of <see cref="Rows"/> are labelled.</summary>
    public int Labelled { get; private set; }

    /// <summary>All rows.</summary>
    public int Rows => Sampled + Labelled;

    /// <summary>Place of a labelled row among those of the pool.</summary>
    /// <param name="place">0..<see cref="Labelled"/>-1.</param>
    public int LabelledPlace(int place) => _labelled[place];

    /// <summary>Takes in the rows. The context's whitened rows are in use until the last candidate was moved.</summary>
    /// <param name="labelled">Whether labelled rows are looked at too: the last ones that came.</param>
    public void Start(bool labelled)
    {
        int classes = context.ClassCount;
        ReadOnlySpan<int> sample = LossReduction.Sample(context, SampleSize);
        Sampled = sample.Length;
        Labelled = labelled ? Math.Min(LabelledSize, context.Pool.Labelled.Length) : 0;
        _first = -1;
        _share = LabelStep.ShareOf(context);
        Span<float> scores = Buffers.Reserve(ref _scores, Rows * classes);
        Buffers.Reserve(ref _moved, Rows * classes);
        Span<int> rows = Buffers.Reserve(ref _blockOf, Math.Max(classes, Labelled));
        for (int i = 0; i < Labelled; i++)
        {
            _labelled[i] = context.Pool.Labelled.Length - Labelled + i;
            rows[i] = context.Pool.Labelled[_labelled[i]];
        }
        for (int u = 0; u < Rows; u++)
        {
            ReadOnlySpan<float> p = context.ProbabilitiesOf(u < Sampled ? sample[u] : rows[u - Sampled]);
            for (int k = 0; k < classes; k++)
            {
                scores[(u * classes) + k] = LabelStep.Score(p[k]);
            }
        }
        int width = CurvatureRows.WidthOf(context);
        int blocks = context.Curvature.Blocks;
        Buffers.Reserve(ref _whitened, blocks * Labelled * width);
        for (int block = 0; block < blocks && Labelled > 0; block++)
        {
            context.LabelledInCurvature.Whiten(block, rows[..Labelled], _whitened.AsSpan(block * Labelled * width, Labelled * width));
        }
        LabelStep.FillBlocks(context, _blockOf.AsSpan(0, classes));
    }

    /// <summary>Whether a label is probable enough to be looked at.</summary>
    /// <param name="candidate">Place among the candidates.</param>
    /// <param name="label">The class.</param>
    public bool Counts(int candidate, int label)
    {
        ReadOnlySpan<float> p = context.ProbabilitiesOf(context.Candidates[candidate]);
        return p[label] >= MathF.Min(Least, Probability.TopTwo(p).First);
    }

    /// <summary>The probabilities [rows x classes] now.</summary>
    public ReadOnlySpan<float> Now() => Softmax(context.ClassCount);

    /// <summary>The probabilities [rows x classes] after a candidate is labelled.</summary>
    /// <param name="candidate">Place among the candidates; call with places that ascend.</param>
    /// <param name="label">Its class.</param>
    /// <param name="own">Receives the probability of the class in the candidate itself.</param>
    public ReadOnlySpan<float> After(int candidate, int label, out float own)
    {
        int classes = context.ClassCount;
        int part = LabelStep.Lanes * classes;
        int first = candidate / LabelStep.Lanes * LabelStep.Lanes;
        Span<float> lanes = Buffers.Reserve(ref _lanes, 4 * part);
        Span<float> scores = lanes[..part], leverage = lanes.Slice(part, part);
        Span<float> moved = lanes.Slice(2 * part, part), pushes = lanes.Slice(3 * part, part);
        if (_first != first)
        {
            _first = first;
            int count = Math.Min(LabelStep.Lanes, context.Candidates.Length - first);
            LabelStep.FillRows(context, first, context.Candidates.Slice(first, count), _blockOf.AsSpan(0, classes), scores, leverage);
            FillPulls(first, count);
        }
        LabelStep.Solve<ExactExponential>(label, scores, leverage, _share, moved, pushes);
        int lane = candidate - first;
        own = OwnProbability(moved, lane, label, classes);
        int blocks = context.Curvature.Blocks;
        Span<float> result = _moved.AsSpan(0, Rows * classes);
        for (int u = 0; u < Rows; u++)
        {
            for (int k = 0; k < classes; k++)
            {
                int block = _blockOf[k];
                float pull = block < 0 ? 0 : _pulls[(((lane * blocks) + block) * Rows) + u];
                result[(u * classes) + k] = _scores[(u * classes) + k] + (pushes[(k * LabelStep.Lanes) + lane] * pull);
            }
        }
        if (result.Length > 0)
        {
            Probability.Softmax(result, classes);
        }
        return result;
    }

    private ReadOnlySpan<float> Softmax(int classes)
    {
        Span<float> result = _moved.AsSpan(0, Rows * classes);
        _scores.AsSpan(0, result.Length).CopyTo(result);
        if (result.Length > 0)
        {
            Probability.Softmax(result, classes);
        }
        return result;
    }

    private static float OwnProbability(ReadOnlySpan<float> moved, int lane, int label, int classes)
    {
        float total = 0;
        for (int k = 0; k < classes; k++)
        {
            total += MathF.Exp(moved[(k * LabelStep.Lanes) + lane] - moved[(label * LabelStep.Lanes) + lane]);
        }
        return 1 / total;
    }

    // z(x)·z(u) [lanes x blocks x rows].
    private void FillPulls(int first, int count)
    {
        int blocks = context.Curvature.Blocks;
        int width = CurvatureRows.WidthOf(context);
        Span<float> pulls = Buffers.Reserve(ref _pulls, LabelStep.Lanes * blocks * Rows);
        for (int block = 0; block < blocks; block++)
        {
            if (Sampled > 0)
            {
                ReadOnlySpan<float> sampled = context.Pulls.Of(block, first, count);
                int lanes = sampled.Length / count;
                for (int lane = 0; lane < count; lane++)
                {
                    sampled.Slice(lane * lanes, Sampled).CopyTo(pulls[(((lane * blocks) + block) * Rows)..]);
                }
            }
            if (Labelled > 0)
            {
                ReadOnlySpan<float> candidates = context.Whitened.Rows(block, first, count);
                for (int lane = 0; lane < count; lane++)
                {
                    for (int i = 0; i < Labelled; i++)
                    {
                        pulls[(((lane * blocks) + block) * Rows) + Sampled + i] =
                            VectorMath.Dot(candidates.Slice(lane * width, width), _whitened.AsSpan(((block * Labelled) + i) * width, width));
                    }
                }
            }
        }
    }
}
