using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments.Making;
using RlQuery.Core.Environments.Routing;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Problems;

/// <summary>How a data set becomes a problem.</summary>
/// <param name="Task">The kind of answer.</param>
/// <param name="Split">Pool and test parts.</param>
/// <param name="Start">Number of labels at the start, at least 0; the task says of what: see <see cref="ITask.StartSetting"/>.</param>
public sealed record ProblemOptions(ITask Task, SplitOptions Split, int Start)
{
    private const double RarestShare = 0.01;
    private const double LargestRareShare = 0.1;

    /// <summary>Share of the problems in which one class is thinned to 1 to 10 % of the pool; see <see cref="SplitOptions.RareClass"/>.</summary>
    /// <value>0..1; the other problems then have all classes as they are. Default: 0, which leaves all to <see cref="Split"/>.</value>
    public double RareShare { get; init; }

    /// <summary>Who may be asked for a row.</summary>
    /// <value>Default: none; the table answers, at the cost of one label each.</value>
    public IReadOnlyList<AnnotatorDefinition> Annotators { get; init; } = [];

    /// <summary>How several answers of a row become one, where there are <see cref="Annotators"/>.</summary>
    /// <value>Default: <see cref="TruthRule.DawidSkene"/>.</value>
    public TruthRule Truth { get; init; }

    /// <summary>Lowest and highest cost of an answer: each row has one between them, drawn by lot, evenly over their logarithms.</summary>
    /// <value>Default: null; a column of the data says what answers cost, and where there is none, each costs 1.</value>
    public (double Low, double High)? Costs { get; init; }

    /// <summary>What errors cost, for metrics and signals that heed it.</summary>
    /// <value>Default: null; each costs 1.</value>
    public ErrorCosts? Errors { get; init; }

    /// <summary>How rows are made of labelled rows.</summary>
    /// <value>Default: null; none is made.</value>
    public MakeDefinition? Make { get; init; }

    /// <summary>Share of the classes that have labels at the start. The others are found, if at all, by asking.</summary>
    /// <value>More than 0, at most 1; at least one class has labels. The seed draws them. Default: 1.</value>
    public double StartClasses { get; init; } = 1;

    /// <summary>Name of the class of rows that belong to none of the others, such as <c>oos</c>. It has no label at the start.</summary>
    /// <value>Default: null; there is none.</value>
    public string? OutOfScope { get; init; }

    /// <summary>Everything that prevents making problems from a data set, one line each; empty if nothing does.</summary>
    /// <param name="data">A data set.</param>
    public IReadOnlyList<string> Faults(Dataset data)
    {
        if (FaultOfKind(data) is string mixed)
        {
            return [mixed];
        }
        if (DatasetChecks.FaultsForEvaluation(data) is { Count: > 0 } faults)
        {
            return faults;
        }
        if (Annotators.Count > 0 && data.LabelWeights is not null)
        {
            return [$"{data.Name}: its labels have weights, and annotators are simulated from labels that are certain; leave the column of weights out"];
        }
        if (data.ItemCosts is not null && CostFault() is { } costs)
        {
            return [$"{data.Name}: {costs}; leave the costs out"];
        }
        if (Errors is { } errors && errors.Classes != data.Classes)
        {
            return [$"{data.Name}: it has {data.Classes} classes, and costMatrix {errors.Classes}; name sets of as many classes, or leave the matrix out"];
        }
        if (Annotators.Select(one => LocalAnnotator.Lack(one, data.Name, data.Views)).OfType<string>().ToArray() is { Length: > 0 } lacks)
        {
            return lacks;
        }
        PoolTestSplit split;
        try
        {
            split = PoolTestSplit.Create(data, Split, seed: 0);
        }
        catch (InvalidInputException refused)
        {
            return refused.Faults;
        }
        int pool = split.PoolRows.Length;
        return Task.ItemsOf(pool) > Task.DrawStart(split, Start).Length
            ? []
            : [$"{data.Name}: {data.Rows} rows make a pool of {pool}, which leaves nothing to ask for after {Start} labels at the start"];
    }

    /// <summary>What keeps data sets from being compared at equal cost, a line each.</summary>
    /// <param name="data">The sets.</param>
    /// <param name="budget">Budget of an episode.</param>
    public IEnumerable<string> CostFaults(IReadOnlyList<Dataset> data, int budget)
    {
        if (Costs is null && data.FirstOrDefault(set => set.ItemCosts is not null) is { } paid
            && data.FirstOrDefault(set => set.ItemCosts is null) is { } counted)
        {
            yield return $"data: answers of {paid.Name} have costs, and those of {counted.Name} are counted; evaluate them apart";
        }
        foreach (Dataset set in data)
        {
            if (!set.CostsAreHidden && set.ItemCosts is { Length: > 0 } costs && costs.Max() > budget)
            {
                yield return FormattableString.Invariant($"budget: {budget} does not pay every answer of {set.Name}; the dearest costs {costs.Max()}");
            }
        }
    }

    /// <summary>The unit of what answers of data sets cost.</summary>
    /// <param name="data">The sets.</param>
    public string CostUnitOf(IEnumerable<Dataset> data) =>
        Costs is not null || data.Any(set => set.ItemCosts is not null) ? PricedOracle.Unit : Task.CostUnit;

    /// <summary>Splits a data set, standardises it on its pool, and draws the start labels.</summary>
    /// <param name="data">A set of the task in which every row has a target.</param>
    /// <param name="seed">With the content of the data and these options, it decides the result: strategies are paired by it.</param>
    /// <exception cref="InvalidInputException">Its target is of another kind, or it cannot be split.</exception>
    public Problem Create(Dataset data, ulong seed)
    {
        if (FaultOfKind(data) is string mixed)
        {
            throw new InvalidInputException(mixed);
        }
        (PoolTestSplit split, FeatureMatrix pool, FeatureMatrix test) = StandardizedSplit.Create(data, SplitOf(seed), seed);
        Problem problem = UnknownClasses.Hide(Task.Pose(split, pool, test, Start), split, StartClasses, OutOfScope)
            .Costing(CostsOf(data, seed), data.CostsAreHidden);
        Problem whole = Annotators.Count > 0 ? RoutedProblems.Create(problem, Annotators, seed, Truth)
            : Make is not null ? MadeProblems.Create(problem, Make, data.Rows, seed)
            : problem;
        return whole.Erring(Errors);
    }

    // A column of the data is heard before the lots.
    private double[]? CostsOf(Dataset data, ulong seed)
    {
        if (data.ItemCosts is not null || Costs is not { } range)
        {
            return data.ItemCosts;
        }
        ulong own = SeedSequence.Child(seed, "costs of answers");
        return [.. Enumerable.Range(0, data.Rows).Select(row => new Pcg64(SeedSequence.Child(own, (ulong)row)).LogUniform(range.Low, range.High))];
    }

    private string? CostFault() => Annotators.Count > 0 ? "costs of rows are not allowed with annotators, who have prices"
        : Make is not null ? "costs of rows are not allowed with make, whose rows have prices"
        : Task.CostUnit != ITask.Labels ? $"costs of rows are not allowed in {Task.Name}, which is paid in {Task.CostUnit}"
        : null;

    private string? FaultOfKind(Dataset data) => DatasetChecks.KindFault(data.Name, data.Kind, Task.Target, Task.Name) ?? Task.Lack(data);

    private SplitOptions SplitOf(ulong seed)
    {
        if (RareShare == 0)
        {
            return Split;
        }
        var generator = new Pcg64(seed, "rare class");
        bool isRare = generator.NextDouble() < RareShare;
        return Split with { RareClass = isRare ? generator.LogUniform(RarestShare, LargestRareShare) : 0 };
    }
}
