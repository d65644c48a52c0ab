using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>Computes the signals and state values of a list for the state of an episode.</summary>
public sealed class ObservationBuilder
{
    private readonly Observation _observation;
    private readonly ICandidateFocus? _focus;
    private float[] _values = [];
    private float[] _units = [];
    private int[] _places = [];
    private int[] _rows = [];
    private int[] _all = [];

    /// <summary>Makes a builder with an observation of its own.</summary>
    /// <param name="list">What to compute.</param>
    /// <param name="focus">
    /// Signals that need curvature are computed for the candidates that it chooses, and are 0 for the others: a candidate's own value does not depend on who
    /// else is shown. Null to compute all.
    /// </param>
    /// <exception cref="ArgumentException">The focus needs a signal that is not in the signal list, or one that needs curvature.</exception>
    public ObservationBuilder(SignalList list, ICandidateFocus? focus = null)
    {
        _observation = new Observation(list);
        if (focus is not null && (focus.SignalList.NeedsCurvature || list.Union(focus.SignalList).Hash != list.Hash))
        {
            throw new ArgumentException("a focus must tell from signals of the list that need no curvature", nameof(focus));
        }
        _focus = list.NeedsCurvature ? focus : null;
    }

    /// <summary>Computes the observation of items with several units: the values of the units are joined to one value of the item.</summary>
    /// <param name="units">The state of the episode, of each unit; they show the same candidates.</param>
    /// <param name="task">How values of units are joined.</param>
    /// <returns>The builder's own observation, overwritten by the next call.</returns>
    public Observation Build(IReadOnlyList<SignalContext> units, ITask task)
    {
        if (units.Count == 1)
        {
            return Build(units[0]);
        }
        SignalList list = _observation.SignalList;
        _observation.Begin(units[0].Candidates, units[0].Seed);
        int count = _observation.Count;
        Span<float> own = Buffers.Reserve(ref _units, units.Count * count);
        Span<float> joined = stackalloc float[units.Count];
        for (int column = 0; column < list.Signals.Count; column++)
        {
            Span<float> values = _observation.MutableColumn(column);
            if (list.Signals[column] is IItemSignal whole)
            {
                whole.Compute(units, values);
                continue;
            }
            for (int unit = 0; unit < units.Count; unit++)
            {
                list.Signals[column].Compute(units[unit], own.Slice(unit * count, count));
            }
            for (int i = 0; i < count; i++)
            {
                for (int unit = 0; unit < units.Count; unit++)
                {
                    joined[unit] = own[(unit * count) + i];
                }
                values[i] = task.Join(joined);
            }
        }
        for (int i = 0; i < list.State.Count; i++)
        {
            for (int unit = 0; unit < units.Count; unit++)
            {
                joined[unit] = list.State[i].Compute(units[unit]);
            }
            _observation.MutableState[i] = task.Join(joined);
        }
        return _observation;
    }

    /// <summary>Computes the observation of items with one unit.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <returns>The builder's own observation, overwritten by the next call.</returns>
    public Observation Build(SignalContext context)
    {
        SignalList list = _observation.SignalList;
        _observation.Begin(context.Candidates, context.Seed);
        for (int i = 0; i < list.Signals.Count; i++)
        {
            if (_focus is null || !Costly(list.Signals[i]))
            {
                list.Signals[i].Compute(context, _observation.MutableColumn(i));
            }
        }
        for (int i = 0; i < list.State.Count; i++)
        {
            _observation.MutableState[i] = list.State[i].Compute(context);
        }
        if (_focus is not null)
        {
            Narrow(context, _focus);
        }
        return _observation;
    }

    private static bool Costly(ISignal signal) => signal.Needs.HasFlag(SignalNeeds.Curvature);

    private void Narrow(SignalContext context, ICandidateFocus focus)
    {
        int count = _observation.Count;
        if (_values.Length < count)
        {
            _values = new float[count];
            _places = new int[count];
            _rows = new int[count];
            _all = new int[count];
        }
        int chosen = focus.Shortlist(_observation, _values, _places);
        Span<int> places = _places.AsSpan(0, chosen);
        places.Sort();
        for (int i = 0; i < chosen; i++)
        {
            _rows[i] = _observation.Rows[places[i]];
        }
        context.Candidates.CopyTo(_all);
        context.Show(_rows.AsSpan(0, chosen));
        for (int column = 0; column < _observation.SignalList.Signals.Count; column++)
        {
            ISignal signal = _observation.SignalList.Signals[column];
            if (Costly(signal))
            {
                signal.Compute(context, _values.AsSpan(0, chosen));
                Span<float> target = _observation.MutableColumn(column);
                target.Clear();
                for (int i = 0; i < chosen; i++)
                {
                    target[places[i]] = _values[i];
                }
            }
        }
        context.Show(_all.AsSpan(0, count));
    }
}
