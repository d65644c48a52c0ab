using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>
/// Turns an observation into the inputs of a scoring network: a row of signals per candidate, and one context per observation, made of the state values and
/// of the candidates pooled (mean and standard deviation of each signal over all candidates).
/// </summary>
/// <remarks>Pooling lets one network serve every pool size and shows it how a candidate stands out. Training and use share this class.</remarks>
public sealed class ObservationEncoder
{
    private readonly Normalisation _normalisation;
    private readonly SignalList _list;
    private readonly int[] _columns;
    private readonly int[] _states;
    private Observation? _mapped;

    /// <summary>Makes an encoder. Not thread-safe.</summary>
    /// <param name="list">The signals and state values of the policy.</param>
    /// <param name="normalisation">Shift and scale, of the list's widths.</param>
    public ObservationEncoder(SignalList list, Normalisation normalisation)
    {
        _list = list;
        _normalisation = normalisation;
        _columns = new int[list.Signals.Count];
        _states = new int[list.State.Count];
    }

    /// <summary>Signals per candidate, F.</summary>
    public int CandidateWidth => _columns.Length;

    /// <summary>Context values per observation: C = G + 2F.</summary>
    public int ContextWidth => ContextWidthOf(_list);

    /// <summary>Context values per observation: C = G + 2F.</summary>
    /// <param name="list">A signal list.</param>
    public static int ContextWidthOf(SignalList list) => list.State.Count + (2 * list.Signals.Count);

    /// <summary>Encodes the context.</summary>
    /// <param name="observation">Holds at least the list's columns and state values.</param>
    /// <param name="context">Receives [C].</param>
    /// <param name="pooled">Whether to compute the pooled values; otherwise they are 0.</param>
    public void EncodeContext(Observation observation, Span<float> context, bool pooled = true)
    {
        Map(observation);
        int state = _states.Length;
        int signals = _columns.Length;
        for (int i = 0; i < state; i++)
        {
            context[i] = observation.State[_states[i]];
        }
        context[state..ContextWidth].Clear();
        for (int j = 0; j < signals && pooled; j++)
        {
            ReadOnlySpan<float> column = observation.Column(_columns[j]);
            double sum = 0;
            double squares = 0;
            foreach (float value in column)
            {
                sum += value;
                squares += (double)value * value;
            }
            double mean = sum / Math.Max(1, column.Length);
            context[state + j] = (float)mean;
            context[state + signals + j] = (float)Math.Sqrt(Math.Max(0, (squares / Math.Max(1, column.Length)) - (mean * mean)));
        }
        for (int i = 0; i < (pooled ? ContextWidth : state); i++)
        {
            context[i] = (context[i] - _normalisation.ContextMeans[i]) / _normalisation.ContextDeviations[i];
        }
    }

    /// <summary>Encodes some candidates.</summary>
    /// <param name="observation">Holds at least the list's columns.</param>
    /// <param name="candidates">Indices of candidates.</param>
    /// <param name="rows">Receives [candidates x F].</param>
    public void EncodeCandidates(Observation observation, ReadOnlySpan<int> candidates, Span<float> rows)
    {
        Map(observation);
        int signals = _columns.Length;
        for (int j = 0; j < signals; j++)
        {
            ReadOnlySpan<float> column = observation.Column(_columns[j]);
            float mean = _normalisation.SignalMeans[j];
            float deviation = _normalisation.SignalDeviations[j];
            for (int i = 0; i < candidates.Length; i++)
            {
                rows[(i * signals) + j] = (column[candidates[i]] - mean) / deviation;
            }
        }
    }

    // An environment reuses its observation, so the columns are looked up once.
    private void Map(Observation observation)
    {
        if (ReferenceEquals(_mapped, observation))
        {
            return;
        }
        for (int j = 0; j < _columns.Length; j++)
        {
            _columns[j] = Position(observation.SignalList.SignalNames, _list.SignalNames[j]);
        }
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i] = Position(observation.SignalList.StateNames, _list.StateNames[i]);
        }
        _mapped = observation;
    }

    private static int Position(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }
        throw new ArgumentException($"the observation has no '{name}'; it has {string.Join(", ", names)}");
    }
}
