using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Signals;

/// <summary>The share of the rows that the candidate's ball would cover and no labelled or taken row's ball does, in [0, 1].</summary>
/// <remarks>
/// Source: Yehuda, Dekel, Hacohen and Weinshall, "Active Learning Through a Covering Lens" (2022), algorithm 1, on the standardised features. The radius is
/// the largest with which 95 % of the balls hold rows of one k-means cluster alone, with as many clusters as there are classes (ten where numbers are
/// answered). In a pool with more than 2048 rows, those of a sample of so many are covered. They choose a batch at once in this greedy order; here each
/// choice is marked as taken, which is the same.
/// <para>
/// Cost: all distances once per episode, then counts of bits. Needs distances alone. Peers: small-text and scikit-activeml (ProbCover): the count itself,
/// with a radius that the user sets or that is searched on a grid.
/// </para>
/// </remarks>
public sealed class ProbCoverSignal : ISignal
{
    /// <inheritdoc/>
    public string Name => "probcover";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public SignalNeeds Needs => SignalNeeds.Geometry;

    /// <inheritdoc/>
    public string Description => "share of the rows in its ball that are in no labelled row's ball; in [0, 1]";

    /// <inheritdoc/>
    public (string Low, string High) Reasons => ("the rows near it are near a label already", "many rows near it are near no label");

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        BallCover cover = context.Cover;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = cover.OpenShare(context.Candidates[i]);
        }
    }
}
