using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>The row farthest from every label in the leaf of a regression tree that needs labels most.</summary>
/// <remarks>
/// Source: Jose, de Mendonça, Devijver, Jakse, Monbet and Poloni, "Regression Tree-based Active Learning" (2024), with diversity for the choice within a leaf
/// (equations 6 and 7). They divide a batch over the leaves at once; here a batch is chosen one row at a time (<see cref="LeafNeedSignal"/>).
/// </remarks>
public sealed class RegressionTreeStrategy : IQueryStrategy
{
    private static readonly LeafNeedSignal Need = new();
    private static readonly CoverageSignal Coverage = new();

    /// <inheritdoc/>
    public string Name => "regression-tree";

    /// <inheritdoc/>
    public string Description => "highest leaf-need, then highest coverage";

    /// <inheritdoc/>
    public SignalList SignalList { get; } = new([Need, Coverage], []);

    /// <inheritdoc/>
    public void Score(Observation observation, Span<float> scores)
    {
        ReadOnlySpan<float> need = observation.Column(Need.Name);
        ReadOnlySpan<float> coverage = observation.Column(Coverage.Name);
        float largest = 0;
        foreach (float value in need)
        {
            largest = MathF.Max(largest, value);
        }
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = need[i] == largest ? coverage[i] : need[i] - 1;
        }
    }
}
