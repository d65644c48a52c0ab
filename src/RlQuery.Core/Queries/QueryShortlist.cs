using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Strategies;

namespace RlQuery.Core.Queries;

/// <summary>Reduces a table to the rows among which a batch is chosen, in linear time and in memory that does not grow with the table.</summary>
/// <remarks>
/// The unlabelled rows are divided at random into lots. Each lot, with the labelled rows and one seeded reference sample for all lots, is a pool of its own,
/// against which its signals are taken and its rows are scored once. The best by score and the reference sample are kept. Lots are scored side by side; the
/// number of threads changes nothing.
/// </remarks>
internal static class QueryShortlist
{
    /// <summary>Up to this many unlabelled rows nothing is left out.</summary>
    public const int ExactRows = 8192;

    /// <summary>Rows of the reference sample.</summary>
    public const int ReferenceRows = 2000;

    /// <summary>Rows that are kept at least, beside the reference sample.</summary>
    private const int FewestKept = 4000;

    private const int LotRows = 8192;

    /// <summary>The rows that are kept: all labelled ones, the reference sample and the best, ascending.</summary>
    /// <param name="table">The table.</param>
    /// <param name="strategy">The strategy; several threads use it at once.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="count">Rows that will be chosen.</param>
    /// <param name="budget">Number of queries of the whole batch.</param>
    /// <param name="seed">Deals the rows.</param>
    /// <param name="jobs">Number of threads.</param>
    /// <param name="cancel">Gives up between two lots.</param>
    public static int[] Rows(
        QueryTable table, IQueryStrategy strategy, ILearnerFactory learner, int count, int budget, ulong seed, int jobs, CancellationToken cancel)
    {
        int kept = Math.Max(FewestKept, 2 * Math.Min(count, table.Unlabelled.Length));
        if (table.Unlabelled.Length <= Math.Max(ExactRows, kept + ReferenceRows))
        {
            return table.AllRows;
        }
        int[] dealt = Deal(table.Unlabelled, SeedSequence.Child(seed, "query lots"));
        float[] scores = Score(table, dealt, strategy, learner, budget, seed, jobs, cancel);
        // In ties the lowest row is better.
        ulong[] keys = new ulong[dealt.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)Descending(scores[i]) << 32) | (uint)dealt[i];
        }
        Array.Sort(keys);
        IEnumerable<int> best = keys.Take(kept).Select(key => (int)(uint)key);
        int[] rows = [.. table.Labelled, .. dealt.AsSpan(0, ReferenceRows), .. best];
        return [.. rows.Distinct().Order()];
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    private static int[] Deal(int[] rows, ulong seed)
    {
        int[] dealt = [.. rows];
        ulong[] lots = Array.ConvertAll(rows, row => SeedSequence.Child(seed, (ulong)row));
        Array.Sort(lots, dealt);
        return dealt;
    }

    // The first rows drawn are the reference sample; it is scored with the first lot.
    private static float[] Score(
        QueryTable table, int[] dealt, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed, int jobs, CancellationToken cancel)
    {
        float[] scores = new float[dealt.Length];
        int others = dealt.Length - ReferenceRows;
        // Every lot refits the learner to the labelled rows: no more often than they are a fraction of the table.
        int lots = DivideUp(others, Math.Max(LotRows, table.Labelled.Length));
        int size = DivideUp(others, lots);
        using var episodes = new ThreadLocal<QueryEpisode>(() => new QueryEpisode(learner, strategy));
        try
        {
            Parallel.For(0, lots, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel }, lot =>
            {
                int first = ReferenceRows + (lot * size);
                ScoreLot(table, dealt, lot == 0 ? 0 : first, first, Math.Min(first + size, dealt.Length), episodes.Value!, budget, seed, scores);
            });
        }
        catch (AggregateException thrown) when (thrown.InnerException is InvalidInputException fault)
        {
            throw fault;
        }
        return scores;
    }

    private static void ScoreLot(
        QueryTable table, int[] dealt, int from, int first, int end, QueryEpisode episode, int budget, ulong seed, float[] scores)
    {
        int[] places = [.. Enumerable.Range(0, ReferenceRows), .. Enumerable.Range(first, end - first)];
        int[] rows = [.. table.Labelled, .. places.Select(place => dealt[place])];
        int[] placeOf = [.. Enumerable.Repeat(-1, table.Labelled.Length), .. places];
        Array.Sort(rows, placeOf);
        episode.Begin(table, rows, budget, seed);
        ReadOnlySpan<int> candidates = episode.Score(out Span<float> own).Rows;
        for (int i = 0; i < candidates.Length; i++)
        {
            int place = placeOf[candidates[i]];
            if (place >= from)
            {
                scores[place] = own[i];
            }
        }
    }

    // Bits that ascend as scores descend.
    private static uint Descending(float score)
    {
        uint bits = BitConverter.SingleToUInt32Bits(score);
        return (bits & 0x8000_0000) != 0 ? bits : ~bits & 0x7FFF_FFFF;
    }
}
