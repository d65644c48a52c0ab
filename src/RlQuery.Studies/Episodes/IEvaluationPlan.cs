using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Evaluation.Metrics;
using RlQuery.Core.Evaluation.Stopping;

namespace RlQuery.Studies.Episodes;

/// <summary>What is compared on what, whatever the task: all that grids, journals, manifests and reports know of an evaluation.</summary>
public interface IEvaluationPlan
{
    /// <summary>What the targets are.</summary>
    LearningTask Task { get; }

    /// <summary>Data sets of the task in which every row has a target, each with a name of its own.</summary>
    IReadOnlyList<Dataset> Data { get; }

    /// <summary>Names of the learners, each an evaluation of its own.</summary>
    IReadOnlyList<string> LearnerNames { get; }

    /// <summary>What results say of the strategies.</summary>
    IReadOnlyList<StrategyIdentity> Identities { get; }

    /// <summary>Pool and test parts.</summary>
    SplitOptions Split { get; }

    /// <summary>How many labels there are at the start, under the name that environment files have for it.</summary>
    (string Setting, int Value) Start { get; }

    /// <summary>Budget and batch; all candidates are always shown.</summary>
    EpisodeOptions Episode { get; }

    /// <summary>Seed of the first repeat; those that follow have the next ones.</summary>
    long Seed { get; }

    /// <summary>Number of seeds, at least 1.</summary>
    int Repeats { get; }

    /// <summary>What is measured, at least one; the first is what strategies are compared by.</summary>
    IReadOnlyList<IMetric> Metrics { get; }

    /// <summary>Scores of the first metric for which the labels to reach them are counted.</summary>
    IReadOnlyList<double> Reach { get; }

    /// <summary>Rules whose stops are noted; every episode goes on to its end all the same.</summary>
    IReadOnlyList<IStoppingRule> Stops { get; }

    /// <summary>Whether the curves say how often a strategy leaves margin's choice.</summary>
    bool CountDepartures { get; }

    /// <summary>Makes ready to play episodes.</summary>
    /// <param name="cells">The episodes that will be played, each once.</param>
    IEpisodeTable Open(IReadOnlyList<GridCell> cells);
}
