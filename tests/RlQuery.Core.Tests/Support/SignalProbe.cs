using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Signals of a problem at its start, computed as an episode computes them.</summary>
internal static class SignalProbe
{
    /// <summary>A context whose learner is fitted to the start labels and that shows all candidates.</summary>
    public static SignalContext Begin(Problem problem, ILearnerFactory factory, ulong seed = 3)
    {
        var context = new SignalContext(factory.Create(), factory);
        context.Begin(problem, 40, seed);
        context.Show(context.Pool.Candidates);
        return context;
    }

    /// <summary>One value per candidate.</summary>
    public static float[] Values(this SignalContext context, ISignal signal)
    {
        float[] values = new float[context.Candidates.Length];
        signal.Compute(context, values);
        return values;
    }

    /// <summary>A signal of rows whose predictions are given and whose features are all different.</summary>
    public static float[] OfTable(ISignal signal, float[][] probabilities, params float[][][] members)
    {
        int classes = probabilities[0].Length;
        Problem problem = Problems.Of(
            [.. Enumerable.Range(0, probabilities.Length).Select(i => (float)i)], 1, new int[probabilities.Length], classes);
        var factory = new TableLearnerFactory([.. members.Prepend(probabilities).Select(Flat)]);
        return Begin(problem, factory).Values(signal);
    }

    public static float[] Flat(float[][] rows) => [.. rows.SelectMany(row => row)];
}
