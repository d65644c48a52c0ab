using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// Entropy of the class that labels give to the row when they spread over the graph of rows and entities, over log K, in [0, 1]; 1 where no label reaches it;
/// 0 for a row without concepts, and without a graph.
/// </summary>
/// <remarks>
/// Source: X. Zhu, Z. Ghahramani and J. Lafferty, "Semi-Supervised Learning Using Gaussian Fields and Harmonic Functions" (2003). A walk that gives up before
/// it meets a label may be of any class.
/// </remarks>
public sealed class GraphPropagationSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "graph-propagation";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Graph | SignalNeeds.Probabilities;

    /// <inheritdoc/>
    public string Description => "entropy of the class that labels give it over the graph, over log K; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("labels agree on it over the graph", "labels do not settle it over the graph");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        values.Clear();
        if (context.Concepts.Graph is not { } graph)
        {
            return;
        }
        LabelPropagation propagation = context.Propagation(graph);
        int classes = context.ClassCount;
        double most = Math.Log(classes);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            if (graph.Concepts(row).IsEmpty)
            {
                continue;
            }
            ReadOnlySpan<double> shares = propagation.Shares(row);
            double known = 0;
            foreach (double share in shares)
            {
                known += share;
            }
            double entropy = 0;
            foreach (double share in shares)
            {
                double p = share + (Math.Max(0, 1 - known) / classes);
                entropy -= p > 0 ? p * Math.Log(p) : 0;
            }
            values[i] = (float)Math.Clamp(entropy / most, 0, 1);
        }
    }
}
