namespace RlQuery.Core.Policies;

/// <summary>Shift and scale of a network's inputs, measured on training episodes and then fixed: z = (x - mean) / deviation.</summary>
/// <param name="SignalMeans">Mean of each signal over candidates [F].</param>
/// <param name="SignalDeviations">Standard deviation of each signal [F]; positive.</param>
/// <param name="ContextMeans">Mean of each context value over observations [C].</param>
/// <param name="ContextDeviations">Standard deviation of each context value [C]; positive.</param>
public sealed record Normalisation(float[] SignalMeans, float[] SignalDeviations, float[] ContextMeans, float[] ContextDeviations)
{
    /// <summary>Changes nothing.</summary>
    /// <param name="signals">Number of signals F.</param>
    /// <param name="context">Number of context values C.</param>
    public static Normalisation Identity(int signals, int context) =>
        new(new float[signals], Ones(signals), new float[context], Ones(context));

    private static float[] Ones(int count)
    {
        float[] ones = new float[count];
        Array.Fill(ones, 1f);
        return ones;
    }
}
