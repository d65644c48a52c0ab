using System.Collections.Concurrent;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>Reduces a large table to the rows among which a batch is chosen.</summary>
/// <remarks>
/// <para>These are the best of all rows by one cheap signal and a random sample: <see cref="IQueryStrategy.ShortlistSignal"/>, or margin for another strategy
/// that uses probabilities. For a strategy that uses none, a larger sample is all. Together they are as many rows as the largest table that is looked at
/// whole.</para>
/// <para>For the signal, all unlabelled rows are divided at random into lots. Each lot is, with the labelled rows, a pool of its own. Lots are scored side by
/// side; the number of threads changes nothing. The features of the table are not copied. Not thread-safe.</para>
/// </remarks>
/// <param name="strategy">The strategy that will choose.</param>
/// <param name="learner">The learner that is fitted to the labelled rows.</param>
/// <param name="seed">Draws the sample and the lots.</param>
/// <param name="jobs">Number of threads.</param>
internal sealed class QueryShortlist(IQueryStrategy strategy, ILearnerFactory learner, ulong seed, int jobs)
{
    /// <summary>Up to this many unlabelled rows nothing is left out.</summary>
    public const int ExactRows = 8192;

    /// <summary>Rows that are best by the signal, at least.</summary>
    private const int FewestBest = 6144;

    /// <summary>Rows of the sample that comes to them.</summary>
    private const int SampleRows = ExactRows - FewestBest;

    private const int LotRows = 8192;

    private static readonly SignalStrategy Margin = new("margin", new MarginSignal());

    private readonly ConcurrentBag<QueryEpisode> _idle = [];

    private ulong DealingSeed { get; } = SeedSequence.Child(seed, "query lots");

    /// <summary>The shortlist: all labelled rows, the sample and the best by the signal.</summary>
    /// <param name="table">The table.</param>
    /// <param name="count">Rows that will be chosen.</param>
    /// <param name="budget">Number of queries of the whole batch.</param>
    /// <param name="cancel">Gives up between two lots.</param>
    public QueryPool Narrow(QueryTable table, int count, int budget, CancellationToken cancel)
    {
        int kept = Math.Max(FewestBest, 2 * Math.Min(count, table.Unlabelled.Length));
        if (table.Unlabelled.Length <= kept + SampleRows)
        {
            return new QueryPool(table.AllRows);
        }
        SignalStrategy? ranking = Ranking();
        int[] best = ranking is null ? [] : Best(table, ranking, kept, budget, cancel);
        int[] rows = [.. table.Labelled, .. Sample(table, ranking is null ? kept + SampleRows : SampleRows), .. best];
        return new QueryPool([.. rows.Distinct().Order()], IsShortlist: true);
    }

    private IEnumerable<int> Sample(QueryTable table, int count)
    {
        var labelled = new HashSet<int>(table.Labelled);
        return table.Dealt.Of(DealingSeed).Where(row => !labelled.Contains(row)).Take(count);
    }

    private SignalStrategy? Ranking() =>
        strategy.ShortlistSignal is { } own && (own.Needs & ~SignalNeeds.Units) == SignalNeeds.Probabilities ? new SignalStrategy(own.Name, own)
        : strategy.SignalList.Needs.HasFlag(SignalNeeds.Probabilities) ? Margin
        : null;

    private int[] Best(QueryTable table, SignalStrategy ranking, int kept, int budget, CancellationToken cancel)
    {
        int[][] lots = Deal(table);
        var best = new BestRows(kept);
        try
        {
            Parallel.For(0, lots.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel }, lot =>
            {
                QueryEpisode episode = _idle.TryTake(out QueryEpisode? idle) ? idle : new QueryEpisode(learner, ranking);
                episode.Begin(table, new QueryPool(lots[lot]), budget, seed);
                ReadOnlySpan<int> candidates = episode.Score(out Span<float> scores).Rows;
                best.Add(lots[lot], candidates, scores);
                _idle.Add(episode);
            });
        }
        catch (AggregateException thrown) when (thrown.InnerException is InvalidInputException fault)
        {
            throw fault;
        }
        return best.Rows();
    }

    // Rows of each lot, ascending: the labelled ones and its own.
    private int[][] Deal(QueryTable table)
    {
        // Every lot refits the learner to the labelled rows: no more often than they are a fraction of the table.
        int count = DivideUp(table.AllRows.Length, Math.Max(LotRows, table.Labelled.Length));
        int size = DivideUp(table.AllRows.Length, count);
        int[] ranks = table.Dealt.Ranks(DealingSeed);
        List<int>[] lots = [.. Enumerable.Range(0, count).Select(_ => new List<int>(size + table.Labelled.Length))];
        int known = 0;
        foreach (int row in table.AllRows)
        {
            if (known < table.Labelled.Length && table.Labelled[known] == row)
            {
                known++;
                Array.ForEach(lots, lot => lot.Add(row));
            }
            else
            {
                lots[ranks[row] / size].Add(row);
            }
        }
        return Array.ConvertAll(lots, lot => lot.ToArray());
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
