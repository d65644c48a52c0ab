using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Queries;

/// <summary>Looks whether a table lies out of the range of a policy, before the policy chooses a row of it.</summary>
public static class RangeCheck
{
    /// <summary>Checks what is known of a table: while fewer than two classes or numbers are labelled, only what needs no labels.</summary>
    /// <remarks>Means of signals count for policies that see them alone: the others standardise signals over the shortlist.</remarks>
    /// <param name="data">A data set; its unlabelled rows are the candidates.</param>
    /// <param name="range">What the policy was trained on.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="budget">Number of queries that the policy was made for.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="jobs">Number of threads, at least 1; it does not change the result.</param>
    /// <param name="excluded">Rows that are neither candidates nor labelled; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The value that lies furthest outside; null where none is out of range.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RangeAlarm? Of(
        Dataset data, PolicyRange range, LearnedPolicy policy, ILearnerFactory learner, int budget, ulong seed, int jobs = 1,
        IReadOnlySet<int>? excluded = null, CancellationToken cancel = default)
    {
        var table = new QueryTable(data, excluded);
        if (table.Unlabelled.Length == 0)
        {
            // Nothing is left to choose: as if nothing were labelled yet.
            table = new QueryTable(data.Without(table.Labelled), excluded);
        }
        Observation observation = Observe(table, policy, learner, budget, seed, jobs, cancel);
        return range.Check(observation, value => table.CanLearn
            ? value.Of != RangeValue.Mean || policy.SeesMeans
            : value.Of == RangeValue.State && IsKnown(policy.SignalList, value.Name));
    }

    internal static Observation Observe(
        QueryTable table, LearnedPolicy policy, ILearnerFactory learner, int budget, ulong seed, int jobs, CancellationToken cancel)
    {
        budget = QueryBatch.Budget(table, 1, budget);
        var episode = new QueryEpisode(learner, policy);
        episode.Begin(table, new QueryShortlist(policy, learner, seed, jobs).Narrow(table, 1, budget, cancel), budget, seed);
        return episode.Observe();
    }

    private static bool IsKnown(SignalList list, string name) => list.State.Any(value => value.Name == name && value.IsOfTable);
}
