using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>
/// What the candidate's label tells of 64 unlabelled rows in a Gaussian process, relative to the largest among the candidates, in [0, 1]; no label plays a
/// part.
/// </summary>
/// <remarks>
/// Source: Hübotter, Sukhija, Treven, As and Krause, "Transductive Active Learning: Theory and Applications" (2024), called ITL: I(f(A); y(x) | labels) =
/// ½ log(Var y(x) / Var(y(x) | f(A))), with A a sample of the unlabelled rows and the process of <see cref="KernelPosterior"/>. A taken row counts as labelled.
/// <para>
/// Cost: for each label, one pass over the pool for each label before it; then 64 more passes for each choice. Only the first 1024 labels count. Peers:
/// not in the libraries compared.
/// </para>
/// </remarks>
public sealed class TransductiveInformationSignal : ISignal
{
    private const int Targets = 64;

    /// <inheritdoc/>
    public string Name => "transductive-information";

    /// <inheritdoc/>
    public IReadOnlyList<string> HeuristicNames { get; } = ["itl"];

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "information of its label on 64 unlabelled rows in a Gaussian process, relative to the largest; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("its label would tell little of other rows", "its label would tell much of other rows");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }
        Span<int> targets = stackalloc int[Targets];
        targets = targets[..context.Sample(targets)];
        KernelPosterior posterior = context.ItemPosterior;
        ReadOnlySpan<float> variances = posterior.Variances, given = posterior.VariancesGiven(targets);
        for (int i = 0; i < values.Length; i++)
        {
            int row = context.Candidates[i];
            values[i] = MathF.Max(0, MathF.Log(variances[row] / given[row]) / 2);
        }
        Largest.DivideBy(values);
    }
}
