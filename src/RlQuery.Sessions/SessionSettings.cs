using RlQuery.Core.Labelling;

namespace RlQuery.Sessions;

/// <summary>The settings with which a session was begun; they never change.</summary>
/// <param name="Data">Full path of the table.</param>
/// <param name="Target">Name of its target column.</param>
/// <param name="Policy">Full path of the policy's folder; null where a strategy chooses.</param>
/// <param name="PolicyHash">SHA-256 of the policy's document; null where a strategy chooses.</param>
/// <param name="Strategy">Name of the strategy; null where a policy chooses.</param>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
/// <param name="HeldBack">Number of rows held back to measure accuracy.</param>
/// <param name="Classes">Classes that were named at the beginning; empty where those of the table's labels count.</param>
/// <param name="Overlap">Share of the rows that every annotator is asked for, 0..1.</param>
/// <param name="Schema">Text of the table's schema; null where its cells decide.</param>
/// <param name="Task">Name of the task, such as <c>regression</c>; null for classification, as in sessions of version 0.1.</param>
public sealed record SessionSettings(
    string Data, string Target, string? Policy, string? PolicyHash, string? Strategy, string Learner, ulong Seed, int HeldBack, IReadOnlyList<string> Classes,
    double Overlap = 0, string? Schema = null, string? Task = null)
{
    /// <summary>Whether the first row of the table was taken for the names of its columns.</summary>
    /// <value>Default: null, where the format of the table leaves no choice; in sessions of version 0.1 it is not known.</value>
    public bool? Header { get; init; }

    /// <summary>Probability with which a row is drawn by lot, and not chosen; see <see cref="StrategyQuestions.Exploration"/>.</summary>
    /// <value>Default: 0; also in sessions of version 0.1.</value>
    public double Exploration { get; init; }

    /// <summary>The encoders of texts and images whose column names none in the schema.</summary>
    /// <value>Default: null, in sessions of version 0.1: n-grams and pixels.</value>
    public IReadOnlyList<string>? Encoders { get; init; }

    /// <summary>Those of them that were asked for, and win over what the schema names.</summary>
    /// <value>Default: null; none.</value>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>What tells the models of one's own among them from others: the hash of each file's content, by its path.</summary>
    /// <value>Default: null; there is none.</value>
    public IReadOnlyDictionary<string, string>? Models { get; init; }

    /// <summary>Full path of the knowledge graph, a file or a folder.</summary>
    /// <value>Default: null; there is none.</value>
    public string? Graph { get; init; }

    /// <summary>SHA-256 of the graph in hexadecimal.</summary>
    /// <value>Default: null; there is none.</value>
    public string? GraphHash { get; init; }

    /// <summary>Number of clusters, where pairs of rows are asked about.</summary>
    /// <value>Default: null; rows are asked about.</value>
    public int? Clusters { get; init; }

    /// <summary>The column with names of the graph's entities.</summary>
    /// <value>Default: null; entities are found by words.</value>
    public string? GraphColumn { get; init; }
}
