using RlQuery.Core;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Labelling;

/// <summary>What chooses the rows to label; null if it could not be found.</summary>
/// <param name="Policy">The learned policy; null where a heuristic chooses.</param>
/// <param name="Strategy">The policy's strategy, or the heuristic.</param>
/// <param name="Learner">The policy's own learner, or the one beside the heuristic.</param>
internal sealed record Chooser(LearnedStrategy? Policy, IQueryStrategy? Strategy, ILearnerFactory? Learner)
{
    /// <summary>The budget that the policy was trained for; a heuristic needs none.</summary>
    public int Budget => Policy?.Document.Budget ?? 1;

    /// <summary>A policy from its folder, or a strategy and a learner by name or default; faults are added to the list.</summary>
    public static Chooser Of(string? policy, string? strategy, string? learner, Parts parts, ITask task, Faults faults)
    {
        if (policy is null)
        {
            return new Chooser(null, TaskChoice.Strategy(strategy, parts, task, faults), Find(learner ?? task.DefaultLearner, parts, task, faults));
        }
        if ((strategy ?? learner) is not null)
        {
            faults.Add("policy: chooses with the learner that it was trained with; give either --policy or --strategy and --learner");
        }
        LearnedStrategy? learned = LearnedStrategies.Open([policy], parts, faults).SingleOrDefault();
        bool fits = learned is not null && TaskFit.CheckPolicy(learned, task, faults, OtherTask(learned, parts));
        return new Chooser(learned, learned?.Strategy, fits ? Find(learned!.Document.Learner, parts, task, faults) : null);
    }

    /// <summary>Who a session was begun with; a policy that has changed since is a fault.</summary>
    /// <param name="begun">The session's settings.</param>
    /// <param name="policy">Where its policy lies now; null for where it lay.</param>
    /// <param name="parts">Where strategies and learners are found.</param>
    /// <param name="task">The session's task.</param>
    /// <param name="faults">Receives the faults.</param>
    public static Chooser Again(SessionSettings begun, string? policy, Parts parts, ITask task, Faults faults)
    {
        string? path = begun.Policy is null ? null : policy ?? begun.Policy;
        LearnedStrategy? learned = path is null ? null : LearnedStrategies.Open([path], parts, faults).SingleOrDefault();
        if (learned is not null && learned.Hash != begun.PolicyHash)
        {
            faults.Add($"policy: {path} is not the policy that the session was begun with");
        }
        IQueryStrategy? strategy = begun.Strategy is null ? learned?.Strategy : TaskChoice.Strategy(begun.Strategy, parts, task, faults);
        return new Chooser(learned, strategy, Find(begun.Learner, parts, task, faults));
    }

    private static string OtherTask(LearnedStrategy policy, Parts parts) =>
        parts.All<ITask>().FirstOrDefault(task => policy.Strategy.SignalList.Needs.AreMetBy(task)) is ITask other ? $", or give --task {other.Name}" : "";

    private static ILearnerFactory? Find(string learner, Parts parts, ITask task, Faults faults) =>
        faults.Collect(() => parts.FindLearner(learner, task.Unit));
}
