using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli.Labelling;

/// <summary>The task that <c>query</c> and <c>label</c> are asked for, and what chooses the rows where nothing else is named.</summary>
internal static class TaskChoice
{
    /// <summary>The default task.</summary>
    public static ITask Default { get; } = ClassificationTask.Instance;

    /// <summary>A task by name; an unknown one is added to the faults.</summary>
    public static ITask Find(string? name, Parts parts, Faults faults) =>
        name is null ? Default : faults.Collect(() => Find(name, parts)) ?? Default;

    /// <summary>The tasks whose answers are the targets of rows, so that a column can hold them.</summary>
    private static IEnumerable<ITask> OfRows(Parts parts) => parts.All<ITask>().Where(task => task.Answer == task.Target);

    private static ITask Find(string name, Parts parts) => parts.Find<ITask>(name) is var task && task.Answer == task.Target
        ? task
        : throw new InvalidInputException(
            $"task: '{name}' asks about pairs of rows, and here rows are asked about; use {string.Join(", ", OfRows(parts).Select(one => one.Name))}");

    /// <summary>The first of the task's strategies that is not random.</summary>
    public static string DefaultStrategy(ITask task) => task.DefaultStrategies.First(name => name != "random");

    /// <summary>A strategy by name, or the default one; one that is unknown or does not fit the task is added to the faults.</summary>
    public static IQueryStrategy? Strategy(string? name, Parts parts, ITask task, Faults faults) =>
        StrategyChoice.Heuristics([name ?? DefaultStrategy(task)], parts, task, faults).SingleOrDefault();

    /// <summary>A note if a target read as classes holds mostly distinct numbers; else null.</summary>
    public static string? Warning(Dataset data)
    {
        int labels = data.Labels.Count(label => label != Dataset.Unlabelled);
        return !DatasetChecks.LooksMeasured(data) ? null : FormattableString.Invariant(
            $"the target has {data.Classes} different numbers in {labels} labels: each is taken for a class (--task regression takes them for numbers)");
    }

    /// <summary>Why rows are representative ones so far.</summary>
    public static string ColdStart(ITask task) => task.Unit == TargetKind.Text
        ? "no sentence is answered so far: representative rows first"
        : $"fewer than two {(task.Unit == TargetKind.Class ? "classes" : "different numbers")} are labelled so far: representative rows first";
}
