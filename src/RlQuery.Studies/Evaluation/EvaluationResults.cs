using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Evaluation;

/// <summary>What came of an evaluation.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Learners">The results of each learner; none if the folder was finished before, or holds a shard.</param>
public sealed record EvaluationResults(string Folder, IReadOnlyList<LearnerResults> Learners)
{
    /// <summary>Whether the folder held all results before, so that nothing was left to do.</summary>
    /// <value>Default: false.</value>
    public bool WasFinished { get; init; }

    /// <summary>Which part of the episodes was run.</summary>
    /// <value>Default: all.</value>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Number of episodes.</summary>
    /// <value>Default: 0.</value>
    public int Episodes { get; init; }

    /// <summary>Those that failed; their pairs are left out of all numbers.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<EpisodeOutcome> Failures { get; init; } = [];

    /// <summary>The file that says why they failed.</summary>
    /// <value>Default: empty.</value>
    public string FailuresFile { get; init; } = "";
}
