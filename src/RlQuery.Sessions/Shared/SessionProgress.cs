using RlQuery.Core.Labelling;

namespace RlQuery.Sessions.Shared;

/// <summary>How far a session has come.</summary>
/// <param name="Counts">Rows labelled, skipped and left, in words.</param>
/// <param name="Lines">What the last checkpoints say, a line each; see <see cref="SessionWords"/>.</param>
/// <param name="Checkpoints">All checkpoints.</param>
/// <param name="Classes">Each class with how often it was given, or each cluster with its rows; empty where numbers are answered.</param>
/// <param name="Agreement">How far annotators agree.</param>
/// <param name="Map">Rows in two dimensions.</param>
public sealed record SessionProgress(
    string Counts, IReadOnlyList<string> Lines, IReadOnlyList<Checkpoint> Checkpoints, IReadOnlyList<(string Class, int Count)> Classes,
    AnnotatorAgreement Agreement, IReadOnlyList<PlacedRow> Map)
{
    /// <summary>Whether rows were divided into clusters, by questions about pairs.</summary>
    /// <value>Default: false; rows have labels.</value>
    public bool IsOfClusters { get; init; }
}
