using RlQuery.Core.Data;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Clustering;
using RlQuery.Core.Tasks.Multilabel;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Core.Tasks.Segmentation;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Environments;

/// <summary>The task of data sets of which only the kind of target is known.</summary>
internal static class TargetTasks
{
    /// <summary>The tasks of this library, in the order in which they are listed.</summary>
    public static IReadOnlyList<ITask> All { get; } =
    [
        ClassificationTask.Instance, RegressionTask.Instance, MultilabelTask.Instance, ClusteringTask.Instance, SegmentationTask.Instance,
        TranslationTask.Instance,
    ];

    /// <summary>The task of a kind of target or answer.</summary>
    /// <param name="target">What the target column holds, or what an answer is.</param>
    public static ITask Of(TargetKind target) => All.First(task => task.Answer == target);
}
