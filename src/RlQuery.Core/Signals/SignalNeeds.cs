using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>The inputs of a signal: they decide what it costs, and which tasks it fits.</summary>
[Flags]
public enum SignalNeeds
{
    /// <summary>Features, and which items are labelled: fits every task.</summary>
    Items = 0,

    /// <summary>Distances between items: fits every task.</summary>
    Geometry = 1,

    /// <summary>A committee of bootstrapped learners: several more fits per query.</summary>
    Committee = 2,

    /// <summary>The Hessian of the learner's loss; without it, the ridge Gram matrix of the labelled items stands in.</summary>
    Curvature = 4,

    /// <summary>Class probabilities: fits tasks whose units are classes.</summary>
    Probabilities = 8,

    /// <summary>Predicted numbers and their variances: fits tasks whose units are numbers.</summary>
    Numbers = 16,

    /// <summary>Several units for each item: fits tasks whose answers are sets of classes.</summary>
    Units = 32,

    /// <summary>A knowledge graph to which items are linked: fits every task. Without one, the signal is 0 for every item.</summary>
    Graph = 64,

    /// <summary>Items that are pairs of rows: fits tasks whose answers say whether two rows belong together.</summary>
    Pairs = 128,

    /// <summary>Several annotators to choose from: fits environments that name them.</summary>
    Annotators = 256,

    /// <summary>Items that are regions of pictures: fits tasks that ask for them.</summary>
    Pictures = 512,

    /// <summary>Texts that are predicted, and texts of items: fits tasks whose answers are texts.</summary>
    Texts = 1024,

    /// <summary>Items that are made of others: fits environments that make rows.</summary>
    Made = 2048,
}

/// <summary>Which needs a task can meet.</summary>
public static class SignalNeedsOfTasks
{
    /// <summary>Whether a task provides all of them.</summary>
    /// <param name="needs">What is needed.</param>
    /// <param name="task">The task.</param>
    public static bool AreMetBy(this SignalNeeds needs, ITask task) => Lack(needs, task) is null;

    /// <summary>The missing inputs of a task, in words; null if there are none.</summary>
    /// <param name="needs">What is needed.</param>
    /// <param name="task">The task.</param>
    public static string? Lack(this SignalNeeds needs, ITask task) =>
        needs.HasFlag(SignalNeeds.Probabilities) && task.Unit is TargetKind.Number or TargetKind.Text
            ? $"needs class probabilities, and {LearnerParts.Words(task.Unit)} are predicted"
        : needs.HasFlag(SignalNeeds.Numbers) && task.Unit != TargetKind.Number ? $"needs predicted numbers, and {LearnerParts.Words(task.Unit)} are predicted"
        : needs.HasFlag(SignalNeeds.Units) && task.Target != TargetKind.ClassSet ? $"needs sets of classes, and the task is {task.Name}"
        : needs.HasFlag(SignalNeeds.Pairs) && task.Answer != TargetKind.Link ? $"needs pairs of rows, and the task is {task.Name}"
        : needs.HasFlag(SignalNeeds.Annotators) && !task.HasAnnotators ? "needs several annotators; name them in an environment file, under annotators"
        : needs.HasFlag(SignalNeeds.Made) && !task.HasMade ? "needs rows that are made, which only environments with make have"
        : needs.HasFlag(SignalNeeds.Geometry) && task.HasMade ? "needs the distances of the pool, and made rows would be neighbours of the real ones"
        : needs.HasFlag(SignalNeeds.Pictures) && !task.HasPictures ? $"needs regions of pictures, and the task is {task.Name}"
        : needs.HasFlag(SignalNeeds.Texts) && task.Unit != TargetKind.Text ? $"needs predicted texts, and {LearnerParts.Words(task.Unit)} are predicted"
        : null;
}
