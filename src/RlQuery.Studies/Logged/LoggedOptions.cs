using RlQuery.Core;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Logged;

/// <summary>What is estimated from labelling sessions.</summary>
public sealed record LoggedOptions
{
    /// <summary>The sessions, all of one task; their questions count alike.</summary>
    public required IReadOnlyList<LoggedSession> Sessions { get; init; }

    /// <summary>New folder for the results.</summary>
    public required string Out { get; init; }

    /// <summary>Where strategies, signals and metrics are found.</summary>
    public Parts Parts { get; init; } = StudyParts.Create();

    /// <summary>Names of strategies.</summary>
    /// <value>Default: none, which is the task's defaults where no policy is named either.</value>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Folders of learned policies.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Names of the metrics by which gains are measured, the main one first.</summary>
    /// <value>Default: none, which is log-loss where the task has it, and the task's default.</value>
    public IReadOnlyList<string> Metrics { get; init; } = [];
}
