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
        Problem problem = UnknownClasses.Hide(Task.Pose(split, pool, test, Start), split, StartClasses, OutOfScope);
        return Annotators.Count > 0 ? RoutedProblems.Create(problem, Annotators, seed)
            : Make is not null ? MadeProblems.Create(problem, Make, data.Rows, seed)
            : problem;
    }

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
