using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>What the answered pairs say of the rows: neighbourhoods, rows that are in none yet, and how near these are.</summary>
/// <remarks>Pairs that are taken for the batch being chosen count as open. Distances are Euclidean, on standardised features.</remarks>
internal sealed class PairState
{
    private RowPairs? _pairs;
    private Neighbourhoods? _known;
    private float[] _distances = [];
    private float[] _nearest = [];
    private int[] _nearestRows = [];
    private float[] _placements = [];
    private bool _placementsKnown;
    private int _seen = -1;
    private ulong _seed;
    private float _meanDistance;

    /// <summary>The pairs.</summary>
    public RowPairs Pairs => _pairs!;

    /// <summary>Groups of rows that are known to be apart.</summary>
    public Neighbourhoods Known => _known!;

    /// <summary>What follows from the answers.</summary>
    public LinkClosure Closure => Known.Closure;

    /// <summary>Begins an episode.</summary>
    public void Start() => _seen = -1;

    /// <summary>Looks at the answers that were given since the last call.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <exception cref="InvalidOperationException">The items are not pairs.</exception>
    public void Update(SignalContext context)
    {
        RowPairs pairs = context.Items.Pairs ?? throw new InvalidOperationException($"{context.Items.Name}: the items are not pairs of rows");
        if (_seen == context.Pool.Labelled.Length)
        {
            return;
        }
        if (!ReferenceEquals(pairs, _pairs))
        {
            _pairs = pairs;
            Measure();
        }
        _seen = context.Pool.Labelled.Length;
        _seed = context.Seed;
        _placementsKnown = false;
        _known = Neighbourhoods.Of(pairs, context.Pool.Labelled, context.Pool.Labels);
        Buffers.Reserve(ref _nearest, Pairs.Asked * Known.Count).Fill(float.PositiveInfinity);
        Buffers.Reserve(ref _nearestRows, Pairs.Asked * Known.Count);
        for (int row = 0; row < Pairs.Asked; row++)
        {
            for (int other = 0; other < Pairs.Asked; other++)
            {
                if (Known.Of(other) is >= 0 and int place && Distance(row, other) < ToNeighbourhood(row, place))
                {
                    _nearest[(row * Known.Count) + place] = Distance(row, other);
                    _nearestRows[(row * Known.Count) + place] = other;
                }
            }
        }
    }

    /// <summary>Distance of two rows.</summary>
    public float Distance(int a, int b) => _distances[(a * Pairs.Asked) + b];

    /// <summary>How near two rows are, as m / (m + d) of their distance d and the mean distance m of two rows: in (0, 1].</summary>
    public float Nearness(int a, int b) => _meanDistance == 0 ? 1 : _meanDistance / (_meanDistance + Distance(a, b));

    /// <summary>The probability that a row belongs to each neighbourhood: the learner's mean over its rows, divided by the sum.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="row">The row.</param>
    public ReadOnlySpan<float> Placement(SignalContext context, int row)
    {
        if (!_placementsKnown)
        {
            Place(context);
            _placementsKnown = true;
        }
        return _placements.AsSpan(row * Known.Count, Known.Count);
    }

    /// <summary>Distance of a row to the nearest row of a neighbourhood.</summary>
    public float ToNeighbourhood(int row, int place) => _nearest[(row * Known.Count) + place];

    /// <summary>The row of a neighbourhood that is nearest to a row, the lowest of several.</summary>
    public int NearestOf(int row, int place) => _nearestRows[(row * Known.Count) + place];

    /// <summary>Distance of a row to the nearest row of any neighbourhood; infinite while there is none.</summary>
    public float ToNearest(int row)
    {
        float nearest = float.PositiveInfinity;
        for (int place = 0; place < Known.Count; place++)
        {
            nearest = MathF.Min(nearest, ToNeighbourhood(row, place));
        }
        return nearest;
    }

    /// <summary>Whether a row is in no neighbourhood, but is known to be apart from one.</summary>
    public bool IsBegun(int row)
    {
        if (Known.Of(row) >= 0)
        {
            return false;
        }
        int group = Closure.GroupOf(row);
        return Known.Groups.Any(other => Closure.Of(group, other) == false);
    }

    /// <summary>A draw for a row in [0, 1) that is the same at each step of the episode.</summary>
    public float Lot(int row, string purpose) => (SeedSequence.Child(SeedSequence.Child(_seed, purpose), (ulong)row) >> 40) * (1f / (1 << 24));

    private void Place(SignalContext context)
    {
        int count = Known.Count;
        Buffers.Reserve(ref _placements, Pairs.Asked * count).Clear();
        for (int row = 0; row < Pairs.Asked; row++)
        {
            Span<float> own = _placements.AsSpan(row * count, count);
            float sum = 0;
            for (int place = 0; place < count; place++)
            {
                foreach (int other in Known.Rows(place))
                {
                    own[place] += other == row ? 1 : context.ProbabilitiesOf(Pairs.ItemOf(row, other))[1];
                }
                own[place] /= Known.Rows(place).Count;
                sum += own[place];
            }
            for (int place = 0; place < count; place++)
            {
                own[place] = sum == 0 ? 1f / count : own[place] / sum;
            }
        }
    }

    private void Measure()
    {
        int rows = Pairs.Asked;
        _distances = new float[rows * rows];
        double sum = 0;
        for (int a = 0; a < rows; a++)
        {
            for (int b = 0; b < a; b++)
            {
                float distance = MathF.Sqrt(VectorMath.SquaredDistance(Pairs.Rows.Row(a), Pairs.Rows.Row(b)));
                _distances[(a * rows) + b] = _distances[(b * rows) + a] = distance;
                sum += distance;
            }
        }
        _meanDistance = (float)(sum / Math.Max(1, Pairs.Count));
    }
}
