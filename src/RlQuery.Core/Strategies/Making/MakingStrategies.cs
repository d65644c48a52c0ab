using RlQuery.Core.Signals.Making;

namespace RlQuery.Core.Strategies.Making;

/// <summary>The rules of when to make a row of a labelled one.</summary>
internal static class MakingStrategies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IQueryStrategy> All { get; } =
    [
        new MakingStrategy("make-never", "the least sure row; nothing is made while there are rows to label", new MadeSignal(), 1),
        new MakingStrategy("make-always", "all that can be made of labelled rows, then the least sure row", new MadeSignal(), 0),
        new MakingStrategy("make-rare", "rows of the rarest class until all are as large as the largest, then the least sure row", new MadeRaritySignal(), 0),
        new MakingStrategy("make-wrong", "rows of which the learner would be wrong, then the least sure row", new MadeSurpriseSignal(), 0.5f),
    ];
}
