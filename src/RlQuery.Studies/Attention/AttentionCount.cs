using RlQuery.Core.Policies;

namespace RlQuery.Studies.Attention;

/// <summary>Counts and sums of shares, by stage.</summary>
internal sealed class AttentionCount(int stages, int signals, int heuristics)
{
    private readonly int[] _decisions = new int[stages];
    private readonly int[] _departures = new int[stages];
    private readonly int[][] _agreements = [.. Enumerable.Range(0, stages).Select(_ => new int[heuristics])];
    private readonly double[][] _shares = [.. Enumerable.Range(0, stages).Select(_ => new double[signals])];

    /// <summary>The stage of a query.</summary>
    /// <param name="query">Number of queries before it, 0..budget-1.</param>
    /// <param name="budget">Number of all.</param>
    /// <param name="stages">Number of stages, at most the budget.</param>
    public static int StageOf(int query, int budget, int stages) => (int)((long)query * stages / budget);

    /// <summary>Sums up counts of equal sizes, in their order.</summary>
    public static AttentionCount Sum(IReadOnlyList<AttentionCount> counts)
    {
        var sum = new AttentionCount(counts[0]._decisions.Length, counts[0]._shares[0].Length, counts[0]._agreements[0].Length);
        foreach (AttentionCount count in counts)
        {
            for (int stage = 0; stage < sum._decisions.Length; stage++)
            {
                sum._decisions[stage] += count._decisions[stage];
                sum._departures[stage] += count._departures[stage];
                for (int heuristic = 0; heuristic < sum._agreements[stage].Length; heuristic++)
                {
                    sum._agreements[stage][heuristic] += count._agreements[stage][heuristic];
                }
                for (int signal = 0; signal < sum._shares[stage].Length; signal++)
                {
                    sum._shares[stage][signal] += count._shares[stage][signal];
                }
            }
        }
        return sum;
    }

    /// <summary>Counts a choice.</summary>
    /// <param name="stage">Its stage.</param>
    /// <param name="contrast">Contributions; empty where the choice is no departure.</param>
    /// <param name="agrees">Whether it is each heuristic's pick too.</param>
    public void Add(int stage, float[] contrast, bool[] agrees)
    {
        _decisions[stage]++;
        for (int heuristic = 0; heuristic < agrees.Length; heuristic++)
        {
            _agreements[stage][heuristic] += agrees[heuristic] ? 1 : 0;
        }
        double total = contrast.Sum(one => (double)Math.Abs(one));
        // If no single signal makes a difference, there is nothing to divide.
        if (total > 0)
        {
            _departures[stage]++;
            for (int signal = 0; signal < contrast.Length; signal++)
            {
                _shares[stage][signal] += Math.Abs(contrast[signal]) / total;
            }
        }
    }

    /// <summary>A row for each stage.</summary>
    public IEnumerable<AttentionRow> Rows(LearnedPolicy policy, int budget)
    {
        (int First, int Last)[] queries = Queries(budget);
        return Enumerable.Range(0, _decisions.Length).Select(stage => new AttentionRow(
            policy.Name, queries[stage].First, queries[stage].Last, _decisions[stage], _departures[stage], policy.InputSignals,
            [.. _shares[stage].Select(sum => _departures[stage] == 0 ? double.NaN : sum / _departures[stage])]));
    }

    /// <summary>A row for each heuristic and each stage in which there were choices.</summary>
    public IEnumerable<AgreementRow> Agreements(LearnedPolicy policy, IReadOnlyList<string> heuristics, int budget)
    {
        (int First, int Last)[] queries = Queries(budget);
        return from heuristic in Enumerable.Range(0, heuristics.Count)
               from stage in Enumerable.Range(0, _decisions.Length)
               where _decisions[stage] > 0
               select new AgreementRow(
                   policy.Name, heuristics[heuristic], queries[stage].First, queries[stage].Last, _decisions[stage], _agreements[stage][heuristic]);
    }

    /// <summary>Numbers of the first and of the last query of each stage, from 1.</summary>
    private (int First, int Last)[] Queries(int budget)
    {
        int stages = _decisions.Length;
        int[] stageOf = [.. Enumerable.Range(0, budget).Select(query => StageOf(query, budget, stages))];
        return [.. Enumerable.Range(0, stages).Select(stage => (Array.IndexOf(stageOf, stage) + 1, Array.LastIndexOf(stageOf, stage) + 1))];
    }
}
