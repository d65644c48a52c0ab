namespace RlQuery.Core.Streams.Strategies;

/// <summary>The strategies of this library for streams.</summary>
public static class StreamStrategies
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IStreamStrategy> All { get; } =
    [
        new Kind("random", "each item with the probability of the rate (Žliobaitė and others 2014)", setting => new RandomAsker(setting)),
        new Kind("periodic", "at even distances (Bifet and others 2018)", setting => new PeriodicAsker(setting), (rate, items) => (rate * items) + 1),
        new Kind(
            "fixed-uncertainty", "where the learner is less sure than a threshold that stays (Žliobaitė and others 2014)",
            setting => new FixedUncertaintyAsker(setting)),
        new Kind(
            "variable-uncertainty", "where the learner is less sure than a threshold that follows the budget (Žliobaitė and others 2014)",
            setting => new VariableUncertaintyAsker(setting)),
        new Kind(
            "random-variable-uncertainty", "by variable uncertainty with a threshold that is drawn anew at each item (Žliobaitė and others 2014)",
            setting => new RandomVariableUncertaintyAsker(setting)),
        new Kind("split", "a fifth of the items at random, the others by variable uncertainty (Žliobaitė and others 2014)", setting => new SplitAsker(setting)),
        new Kind(
            "quantile-filter", "where the margin is among the smallest of the latest hundred (Kottke, Krempl and Spiliopoulou 2015)",
            setting => new QuantileFilterAsker(setting), (rate, items) => (rate * items) + QuantileFilterAsker.Tolerance + 1),
        new Kind(
            "density", "where the margin is small in a crowd: the new nearest neighbour of a late item (Ienco, Žliobaitė and Pfahringer 2014)",
            setting => new DensityAsker(setting), (rate, items) => (rate * items) + 1),
    ];

    /// <summary>What is taken where none is named.</summary>
    public static IStreamStrategy Default => Find("split");

    /// <summary>The strategy of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static IStreamStrategy Find(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new InvalidInputException($"strategy: '{name}' is unknown for streams{NearestName.Hint(name, [.. All.Select(kind => kind.Name)])}");

    private sealed record Kind(
        string Name, string Description, Func<StreamSetting, StreamAsker> Make, Func<double, long, double>? Bound = null) : IStreamStrategy
    {
        public double Most(double rate, long items) => Math.Min(items, (Bound ?? BudgetEstimate.Most)(rate, items));

        public StreamAsker Begin(StreamSetting setting) => Make(setting);
    }
}
