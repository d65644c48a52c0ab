using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;

namespace RlQuery.Core.Tasks.Clustering;

/// <summary>
/// A rule that places one row after another: it is compared with the nearest neighbourhood first, then with the next, until it is placed. In [0, 1].
/// </summary>
/// <remarks>
/// Source: S. Basu, A. Banerjee and R. Mooney, "Active Semi-Supervision for Pairwise Constrained Clustering" (2004), section 4. A row that is known to be apart
/// from a neighbourhood is placed before another row is begun. All rows of a neighbourhood would do: the one nearest to the row is asked about. The value is
/// the rank of the row, and behind it that of the neighbourhood; 0 for pairs that place no row.
/// </remarks>
public abstract class NeighbourhoodSignal : ISignal
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int Version { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public abstract (string Low, string High) Reasons { get; }

    /// <inheritdoc/>
    public Preference Preference => Preference.Highest;

    /// <inheritdoc/>
    public virtual SignalNeeds Needs => SignalNeeds.Pairs;

    /// <inheritdoc/>
    public void Compute(SignalContext context, Span<float> values)
    {
        PairState state = context.Pairs;
        Neighbourhoods known = state.Known;
        float[] scores = new float[state.Pairs.Asked];
        Score(context, scores);
        values.Clear();
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(state.IsBegun).ThenBy(row => scores[row]).ThenByDescending(row => row)];
        int[] rank = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i + 1;
        }
        var partners = new Dictionary<int, float>();
        for (int row = 0; row < scores.Length; row++)
        {
            if (known.Of(row) >= 0)
            {
                continue;
            }
            int[] places = [.. Enumerable.Range(0, known.Count).Where(place => state.Closure.Of(row, known.Rows(place)[0]) is null)];
            Array.Sort(Array.ConvertAll(places, place => (Nearness(context, row, place), place)), places);
            for (int i = 0; i < places.Length; i++)
            {
                partners[state.Pairs.ItemOf(row, state.NearestOf(row, places[i]))] = (rank[row] - (i / (float)places.Length)) / order.Length;
            }
        }
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = partners.GetValueOrDefault(context.Candidates[i]);
        }
    }

    /// <summary>Says which rows come first.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="scores">Receives a finite value for each row that may be asked about: the largest comes first. Those of placed rows do not matter.</param>
    protected abstract void Score(SignalContext context, Span<float> scores);

    /// <summary>Says with which neighbourhood a row is compared first.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="row">The row.</param>
    /// <param name="place">The neighbourhood.</param>
    /// <returns>The smallest comes first.</returns>
    private protected virtual float Nearness(SignalContext context, int row, int place) => context.Pairs.ToNeighbourhood(row, place);

    /// <summary>Scores rows by their distance to the nearest neighbourhood: the farthest comes first.</summary>
    private protected static void ScoreByDistance(PairState state, Span<float> scores)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = state.Known.Count == 0 ? 0 : state.ToNearest(row);
        }
    }
}
