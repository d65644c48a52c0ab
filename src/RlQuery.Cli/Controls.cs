using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Strategies;
using RlQuery.Torch.Networks;

namespace RlQuery.Cli;

/// <summary>What <c>--controls</c> adds to a comparison.</summary>
internal static class Controls
{
    public const string Help = "Add the controls of each policy (a random pick in its shortlist, its network untrained, without its gate, its gate alone) and the rule "
        + "margin-by-density, and count how often each leaves margin's choice; writes controls.csv.";

    private const string Reference = "margin";
    private const string FixedRule = "margin-by-density";

    // The weights of the untrained networks are always the same: a control is no matter of a training seed.
    private const ulong Seed = 1;

    /// <summary>Controls say something only beside margin.</summary>
    public static void Check(bool controls, IReadOnlyList<IQueryStrategy> heuristics, Faults faults)
    {
        if (controls && heuristics.All(heuristic => heuristic.Name != Reference))
        {
            faults.Add($"controls: are compared with {Reference}, which is not among the strategies; add --strategy {Reference}");
        }
    }

    /// <summary>All strategies of a comparison: heuristics, then each policy, with its controls behind it where they are asked for.</summary>
    public static IReadOnlyList<IQueryStrategy> Strategies(bool controls, IReadOnlyList<IQueryStrategy> heuristics, IReadOnlyList<LearnedPolicy> policies)
    {
        if (!controls)
        {
            return [.. heuristics, .. policies];
        }
        IQueryStrategy fixedRule = StrategyCatalog.Find(FixedRule)!;
        return [.. heuristics.Where(heuristic => heuristic != fixedRule), fixedRule, .. policies.SelectMany(policy => PolicyControls.Of(policy, Untrained).Prepend(policy))];
    }

    private static IScoringNetwork Untrained(int member, NetworkShape shape) =>
        IScoringNetwork.Create(shape, KaimingUniform.Draw(shape, new Pcg64(Seed, $"untrained {member}")));
}
