namespace RlQuery.Core.Policies;

/// <summary>Shift and scale of the inputs, as policy.json holds them.</summary>
/// <param name="Signals">Of each signal [F].</param>
/// <param name="Context">Of each context value [C]: state, means of signals, deviations of signals.</param>
public sealed record PolicyNormalisation(PolicyMoments Signals, PolicyMoments Context)
{
    /// <summary>Takes over a normalisation.</summary>
    /// <param name="normalisation">Measured in training.</param>
    public static PolicyNormalisation Of(Normalisation normalisation) => new(
        new PolicyMoments(normalisation.SignalMeans, normalisation.SignalDeviations),
        new PolicyMoments(normalisation.ContextMeans, normalisation.ContextDeviations));

    /// <summary>The same as the encoder takes it.</summary>
    public Normalisation ToNormalisation() => new(Signals.Mean, Signals.Deviation, Context.Mean, Context.Deviation);
}

/// <summary>Means and standard deviations.</summary>
/// <param name="Mean">Finite.</param>
/// <param name="Deviation">Finite and positive.</param>
public sealed record PolicyMoments(float[] Mean, float[] Deviation);
