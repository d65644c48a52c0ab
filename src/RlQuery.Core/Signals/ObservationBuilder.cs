namespace RlQuery.Core.Signals;

/// <summary>Computes a schema's signals and state values for the state of an episode.</summary>
public sealed class ObservationBuilder
{
    private readonly Observation _observation;

    /// <summary>Makes a builder with an observation of its own.</summary>
    /// <param name="schema">What to compute.</param>
    public ObservationBuilder(SignalSchema schema)
    {
        _observation = new Observation(schema);
    }

    /// <summary>Computes the observation.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <returns>The builder's own observation, overwritten by the next call.</returns>
    public Observation Build(SignalContext context)
    {
        SignalSchema schema = _observation.Schema;
        _observation.Begin(context.Candidates, context.Seed);
        for (int i = 0; i < schema.Signals.Count; i++)
        {
            schema.Signals[i].Compute(context, _observation.MutableColumn(i));
        }
        for (int i = 0; i < schema.State.Count; i++)
        {
            _observation.MutableState[i] = schema.State[i].Compute(context);
        }
        return _observation;
    }
}
