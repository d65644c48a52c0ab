namespace RlQuery.Core.Strategies.Regression;

/// <summary>The strategies that <c>--strategy</c> may name in regression.</summary>
public static class RegressionStrategyCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IRegressionStrategy> All { get; } =
    [
        new RandomRegressionStrategy(), new GreedyInputStrategy(), new GreedyOutputStrategy(), new GreedyInputOutputStrategy(), new CommitteeVarianceStrategy(),
        new ExpectedModelChangeStrategy(), new PosteriorVarianceStrategy(),
    ];

    /// <summary>Finds a strategy by name.</summary>
    /// <param name="name">Name, such as <c>greedy-input</c>.</param>
    /// <returns>The strategy, or null.</returns>
    public static IRegressionStrategy? Find(string name) => All.FirstOrDefault(strategy => strategy.Name == name);
}
