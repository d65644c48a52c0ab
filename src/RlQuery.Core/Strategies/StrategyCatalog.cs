using RlQuery.Core.Signals;

namespace RlQuery.Core.Strategies;

/// <summary>The heuristics that <c>--strategy</c> may name; each but <c>random</c> and <c>margin-by-density</c> is the heuristic of one signal.</summary>
public static class StrategyCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IQueryStrategy> All { get; } =
    [
        new RandomStrategy(),
        new SignalStrategy("least-confidence", new LeastConfidenceSignal()),
        new SignalStrategy("margin", new MarginSignal()),
        new SignalStrategy("entropy", new EntropySignal()),
        new SignalStrategy("qbc-vote", new VoteEntropySignal()),
        new SignalStrategy("qbc-kl", new KlDisagreementSignal()),
        new SignalStrategy("bald", new MutualInformationSignal()),
        new SignalStrategy("eer", new ExpectedErrorReductionSignal()),
        new SignalStrategy("information-density", new InformationDensitySignal()),
        new SignalStrategy("core-set", new CoverageSignal()),
        new MarginByDensityStrategy(),
    ];

    /// <summary>Finds a heuristic by name.</summary>
    /// <param name="name">Name, such as <c>margin</c>.</param>
    /// <returns>The strategy, or null.</returns>
    public static IQueryStrategy? Find(string name) => All.FirstOrDefault(strategy => strategy.Name == name);
}
