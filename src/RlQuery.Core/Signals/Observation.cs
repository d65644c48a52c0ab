namespace RlQuery.Core.Signals;

/// <summary>
/// What an agent sees before a query: N candidates x F signals and a state vector of G values. N changes as the pool shrinks; F and G never do.
/// </summary>
/// <remarks>
/// The environment owns the buffers: an observation holds until its next step. Column-major, so that a heuristic reads one contiguous column.
/// </remarks>
public sealed class Observation
{
    private readonly float[] _state;
    private float[] _columns = [];
    private int[] _rows = [];

    /// <summary>Makes an empty observation.</summary>
    /// <param name="list">Meaning of its columns.</param>
    public Observation(SignalList list)
    {
        SignalList = list;
        _state = new float[list.State.Count];
    }

    /// <summary>Meaning of the columns and of the state.</summary>
    public SignalList SignalList { get; }

    /// <summary>Number of candidates N; 0 when the pool is used up.</summary>
    public int Count { get; private set; }

    /// <summary>Pool row of each candidate.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>State vector [G].</summary>
    public ReadOnlySpan<float> State => _state;

    /// <summary>One value of the state vector.</summary>
    /// <param name="name">Name of a state value of the list.</param>
    /// <exception cref="ArgumentException">The list has no such value.</exception>
    public float StateValue(string name)
    {
        for (int i = 0; i < SignalList.StateNames.Count; i++)
        {
            if (SignalList.StateNames[i] == name)
            {
                return _state[i];
            }
        }
        throw new ArgumentException($"the observation has no state value {name}", nameof(name));
    }

    /// <summary>Seed of the episode, for strategies that draw at random.</summary>
    public ulong Seed { get; private set; }

    /// <summary>One signal of every candidate [N].</summary>
    /// <param name="column">0..F-1.</param>
    public ReadOnlySpan<float> Column(int column) => _columns.AsSpan(column * Count, Count);

    /// <summary>One signal of every candidate [N].</summary>
    /// <param name="signal">Name of a signal of the list.</param>
    /// <exception cref="ArgumentException">The list has no such signal.</exception>
    public ReadOnlySpan<float> Column(string signal)
    {
        int column = SignalList.IndexOf(signal);
        return column >= 0
            ? Column(column)
            : throw new ArgumentException($"the observation has no signal '{signal}'; it has {string.Join(", ", SignalList.SignalNames)}", nameof(signal));
    }

    /// <summary>Starts a new observation, so that <see cref="MutableColumn"/> can be filled.</summary>
    /// <param name="rows">Pool row of each candidate.</param>
    /// <param name="seed">Seed of the episode.</param>
    public void Begin(ReadOnlySpan<int> rows, ulong seed)
    {
        Count = rows.Length;
        Seed = seed;
        if (_rows.Length < Count)
        {
            _rows = new int[Count];
            _columns = new float[Count * SignalList.Signals.Count];
        }
        rows.CopyTo(_rows);
    }

    /// <summary>One signal of every candidate, to be filled.</summary>
    /// <param name="column">0..F-1.</param>
    public Span<float> MutableColumn(int column) => _columns.AsSpan(column * Count, Count);

    /// <summary>The state vector, to be filled.</summary>
    public Span<float> MutableState => _state;
}
