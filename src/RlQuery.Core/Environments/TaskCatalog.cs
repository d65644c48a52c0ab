using RlQuery.Core.Data;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Multilabel;
using RlQuery.Core.Tasks.Regression;

namespace RlQuery.Core.Environments;

/// <summary>The tasks that environment files may name.</summary>
public static class TaskCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<ITask> All { get; } = [ClassificationTask.Instance, RegressionTask.Instance, MultilabelTask.Instance];

    /// <summary>Finds a task by name.</summary>
    /// <param name="name">Name, such as <c>regression</c>.</param>
    /// <exception cref="InvalidInputException">No task has this name.</exception>
    public static ITask Find(string name) => All.FirstOrDefault(task => task.Name == name)
        ?? throw new InvalidInputException($"task: '{name}' is unknown; use {string.Join(", ", All.Select(task => task.Name))}");

    /// <summary>The task of a kind of target.</summary>
    /// <param name="target">What the target column holds.</param>
    public static ITask Of(TargetKind target) => All.First(task => task.Target == target);
}
