using RlQuery.Core;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Policies.Controls;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;
using RlQuery.Torch.Networks;

namespace RlQuery.Studies.Evaluation;

/// <summary>The controls of a comparison: policies with a part removed or randomised.</summary>
internal static class ControlStrategies
{
    private const string FixedRule = "margin-by-density";

    // The weights of untrained networks are always the same: a control has no training seed.
    private const ulong Seed = 1;

    /// <summary>Controls are useful only together with the task's reference.</summary>
    public static void Check(bool controls, IReadOnlyList<IQueryStrategy> heuristics, ITask task, Faults faults)
    {
        if (controls && heuristics.All(heuristic => heuristic.Name != task.Reference))
        {
            faults.Add($"controls: are compared with {task.Reference}, which is not among the strategies; add --strategy {task.Reference}");
        }
    }

    /// <summary>All strategies of a comparison: heuristics and custom strategies, then each policy, followed by its controls if requested.</summary>
    public static IReadOnlyList<ComparedStrategy> Of(
        bool controls, Parts parts, ITask task, IReadOnlyList<ComparedStrategy> others, IReadOnlyList<ComparedStrategy> policies)
    {
        if (!controls)
        {
            return [.. others, .. policies];
        }
        IQueryStrategy fixedRule = parts.Find<IQueryStrategy>(FixedRule);
        return
        [
            .. others.Where(other => other.Identity.Name != FixedRule),
            .. fixedRule.SignalList.Needs.AreMetBy(task) ? [ComparedStrategy.Heuristic(fixedRule)] : Array.Empty<ComparedStrategy>(),
            .. policies.SelectMany(policy => PolicyControls.Of((LearnedPolicy)policy.Strategy, Untrained).Select(ComparedStrategy.Control).Prepend(policy)),
        ];
    }

    private static IScoringNetwork Untrained(int member, NetworkShape shape)
    {
        var generator = new Pcg64(Seed, $"untrained {member}");
        return shape.Tree
            ? new TreeNetwork(shape, ScoringTree.Draw(shape, generator))
            : IScoringNetwork.Create(shape, KaimingUniform.Draw(shape, generator));
    }
}
