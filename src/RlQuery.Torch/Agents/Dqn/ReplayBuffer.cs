using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents.Dqn;

/// <summary>Prioritised replay buffer. Each transition keeps a sample of the next state's candidates, from which the best next action is found.</summary>
/// <remarks>Source: Schaul, Quan, Antonoglou and Silver, "Prioritized Experience Replay" (2016), sections 3.3 (proportional) and 3.4 (weights).</remarks>
internal sealed class ReplayBuffer
{
    private readonly int _capacity;
    private readonly int _next;
    private readonly float[] _rows;
    private readonly float[] _contexts;
    private readonly float[] _returns;
    private readonly float[] _discounts;
    private readonly float[] _nextContexts;
    private readonly float[] _nextRows;
    private readonly int[] _nextCounts;
    private readonly SumTree _priorities;
    private readonly double _exponent;
    private double _largest = 1;
    private long _added;

    /// <param name="capacity">Most transitions; the oldest goes first.</param>
    /// <param name="width">Signals per candidate, F.</param>
    /// <param name="context">Context values, C.</param>
    /// <param name="nextCandidates">Largest number of candidates kept of a next state.</param>
    /// <param name="exponent">How much priorities count: 0 draws uniformly, 1 in proportion.</param>
    public ReplayBuffer(int capacity, int width, int context, int nextCandidates, double exponent)
    {
        _capacity = capacity;
        _next = nextCandidates;
        Width = width;
        Context = context;
        _exponent = exponent;
        _rows = new float[capacity * width];
        _contexts = new float[capacity * context];
        _returns = new float[capacity];
        _discounts = new float[capacity];
        _nextContexts = new float[capacity * context];
        _nextRows = new float[capacity * nextCandidates * width];
        _nextCounts = new int[capacity];
        _priorities = new SumTree(capacity);
    }

    public int Width { get; }

    public int Context { get; }

    public int Count => (int)Math.Min(_added, _capacity);

    /// <summary>Adds a transition with the largest priority so far, so that it is replayed soon.</summary>
    /// <param name="transition">The transition.</param>
    public void Add(Transition transition)
    {
        int slot = (int)(_added++ % _capacity);
        transition.Row.CopyTo(_rows, slot * Width);
        transition.Context.CopyTo(_contexts, slot * Context);
        _returns[slot] = transition.Return;
        _discounts[slot] = transition.Discount;
        int count = transition.NextRows.Length / Width;
        _nextCounts[slot] = count;
        if (count > 0)
        {
            transition.NextContext.CopyTo(_nextContexts, slot * Context);
            transition.NextRows.CopyTo(_nextRows, slot * _next * Width);
        }
        _priorities[slot] = _largest;
    }

    /// <summary>Draws a batch, stratified: one transition from each of equal shares of the total priority.</summary>
    /// <param name="slots">Receives the places of the drawn transitions.</param>
    /// <param name="weights">Receives their importance weights, the largest 1.</param>
    /// <param name="correction">Exponent of the importance weights, in [0, 1].</param>
    /// <param name="draws">Random numbers.</param>
    public void Draw(Span<int> slots, Span<float> weights, double correction, Pcg64 draws)
    {
        double share = _priorities.Total / slots.Length;
        float largest = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = _priorities.Find((i + draws.NextDouble()) * share);
            double probability = _priorities[slots[i]] / _priorities.Total;
            weights[i] = (float)Math.Pow(Count * probability, -correction);
            largest = Math.Max(largest, weights[i]);
        }
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= largest;
        }
    }

    /// <summary>Sets the priority of a transition by its error.</summary>
    public void Prioritise(int slot, double error)
    {
        double priority = Math.Pow(Math.Abs(error) + 1e-3, _exponent);
        _priorities[slot] = priority;
        _largest = Math.Max(_largest, priority);
    }

    public ReadOnlySpan<float> Row(int slot) => _rows.AsSpan(slot * Width, Width);

    public ReadOnlySpan<float> ContextOf(int slot) => _contexts.AsSpan(slot * Context, Context);

    public float Return(int slot) => _returns[slot];

    /// <summary>Discount of the next state's value; 0 if the episode ended.</summary>
    public float Discount(int slot) => _discounts[slot];

    public ReadOnlySpan<float> NextContext(int slot) => _nextContexts.AsSpan(slot * Context, Context);

    public ReadOnlySpan<float> NextRows(int slot) => _nextRows.AsSpan(slot * _next * Width, _nextCounts[slot] * Width);

    public void Save(TensorFile checkpoint)
    {
        int kept = Count;
        checkpoint.Add("replay.rows", _rows[..(kept * Width)]);
        checkpoint.Add("replay.contexts", _contexts[..(kept * Context)]);
        checkpoint.Add("replay.returns", _returns[..kept]);
        checkpoint.Add("replay.discounts", _discounts[..kept]);
        checkpoint.Add("replay.next_contexts", _nextContexts[..(kept * Context)]);
        checkpoint.Add("replay.next_rows", _nextRows[..(kept * _next * Width)]);
        checkpoint.Add("replay.next_counts", Array.ConvertAll(_nextCounts[..kept], count => (long)count));
        checkpoint.Add("replay.priorities", Enumerable.Range(0, kept).Select(slot => _priorities[slot]).ToArray());
        checkpoint.Add("replay.largest", new[] { _largest });
        checkpoint.Add("replay.added", new[] { _added });
    }

    public void Load(TensorFile checkpoint)
    {
        _added = checkpoint.Int64("replay.added", 1)[0];
        int kept = Count;
        checkpoint.Float32("replay.rows", kept * Width).CopyTo(_rows, 0);
        checkpoint.Float32("replay.contexts", kept * Context).CopyTo(_contexts, 0);
        checkpoint.Float32("replay.returns", kept).CopyTo(_returns, 0);
        checkpoint.Float32("replay.discounts", kept).CopyTo(_discounts, 0);
        checkpoint.Float32("replay.next_contexts", kept * Context).CopyTo(_nextContexts, 0);
        checkpoint.Float32("replay.next_rows", kept * _next * Width).CopyTo(_nextRows, 0);
        long[] counts = checkpoint.Int64("replay.next_counts", kept);
        double[] priorities = checkpoint.Float64("replay.priorities", kept);
        for (int slot = 0; slot < kept; slot++)
        {
            _nextCounts[slot] = (int)counts[slot];
            _priorities[slot] = priorities[slot];
        }
        _largest = checkpoint.Float64("replay.largest", 1)[0];
    }
}
