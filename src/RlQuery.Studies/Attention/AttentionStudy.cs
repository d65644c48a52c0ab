using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Attention;

/// <summary>
/// Plays episodes of learned policies and measures, choice by choice, to which signals a departure from the shortlist signal's own choice is owed, and which
/// heuristics would choose the same.
/// </summary>
/// <remarks>
/// At a departure, each signal's contribution is the drop of the networks' score of the chosen candidate when only that signal takes the value of the shortlist
/// signal's own choice (mostly margin's pick). Its share is the contribution's magnitude over the sum of all magnitudes. The own choice itself counts as a
/// decision, not as a departure. Shares are averaged over all departures of a stage, so that a set counts as often as the policy departs on it. For correlated
/// signals, this cannot separate their effects.
/// </remarks>
internal static class AttentionStudy
{
    private const int MostStages = 10;

    /// <summary>Number of episodes of the study of one learner.</summary>
    /// <param name="plan">What is evaluated.</param>
    /// <param name="repeats">Seeds of each set.</param>
    public static int Episodes(EvaluationPlan plan, int repeats) => Policies(plan).Count() * plan.Data.Count * repeats;

    /// <summary>Runs the study. Its results do not depend on the number of threads.</summary>
    /// <param name="plan">Data sets, protocol and policies, and the heuristics that they are compared with; controls are left out.</param>
    /// <param name="learner">One of its learners.</param>
    /// <param name="repeats">Number of seeds of each set, at least 1; the first ones of the plan.</param>
    /// <param name="jobs">Number of threads.</param>
    /// <param name="progress">Called after each episode with the number of finished ones.</param>
    /// <param name="cancellation">Ends the study before its end.</param>
    /// <returns>Rows for each policy and stage: up to ten equal parts of the budget.</returns>
    public static AttentionResult Run(EvaluationPlan plan, ILearnerFactory learner, int repeats, int jobs, Action<int> progress, CancellationToken cancellation)
    {
        (LearnedPolicy Policy, Dataset Data, long Seed)[] tasks =
        [
            .. from policy in Policies(plan)
               from data in plan.Data
               from repeat in Enumerable.Range(0, repeats)
               select (policy, data, plan.Seed + repeat),
        ];
        IQueryStrategy[] heuristics = [.. plan.Strategies.Where(one => one.Identity.Kind == StrategyKind.Heuristic).Select(one => one.Strategy)];
        string[] names = [.. heuristics.Select(heuristic => heuristic.Name)];
        var played = new AttentionCount[tasks.Length];
        int stages = Math.Min(MostStages, plan.Episode.Budget);
        var gate = new Lock();
        int done = 0;
        using var players = new ThreadLocal<Episode>(() => new Episode(learner));
        Parallel.For(0, tasks.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, i =>
        {
            played[i] = new AttentionPlayer(tasks[i].Policy, heuristics, plan.Episode, stages)
                .Play(players.Value!, plan.Problem.Create(tasks[i].Data, (ulong)tasks[i].Seed), (ulong)tasks[i].Seed, cancellation);
            lock (gate)
            {
                progress(++done);
            }
        });
        (LearnedPolicy Policy, AttentionCount Count)[] sums =
            [.. tasks.Zip(played).GroupBy(one => one.First.Policy, one => one.Second).Select(one => (one.Key, AttentionCount.Sum([.. one])))];
        return new AttentionResult(
            [.. sums.SelectMany(one => one.Count.Rows(one.Policy, plan.Episode.Budget))],
            [.. sums.SelectMany(one => one.Count.Agreements(one.Policy, names, plan.Episode.Budget))]);
    }

    private static IEnumerable<LearnedPolicy> Policies(EvaluationPlan plan) =>
        plan.Strategies.Where(one => one.Identity.Kind == StrategyKind.Policy).Select(one => (LearnedPolicy)one.Strategy);
}
