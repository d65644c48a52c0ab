namespace RlQuery.Core.Labelling.Exchange;

/// <summary>What a file brought into a session.</summary>
/// <remarks>All its answers are counted once: <see cref="InFile"/> is the sum of all other counts.</remarks>
/// <param name="Events">What has happened by it; empty where it says nothing new.</param>
/// <param name="Annotators">Who said what is new.</param>
/// <param name="LeftOut">How many answers were not taken, by why; a reason of none is not there.</param>
/// <param name="WasBefore">Whether the very same file was imported before; then nothing is read from it.</param>
public sealed record ImportSummary(
    IReadOnlyList<LabellingEvent> Events, IReadOnlyList<string> Annotators, IReadOnlyDictionary<PassedOver, int> LeftOut, bool WasBefore)
{
    /// <summary>New labels, of rows of which their annotators had said nothing.</summary>
    public int Labels { get; init; }

    /// <summary>New skips, of such rows.</summary>
    public int Skips { get; init; }

    /// <summary>Labels and skips that took the place of others by the same annotators.</summary>
    public int Replaced { get; init; }

    /// <summary>Labels among all that were taken that hold because the file calls them ground truth.</summary>
    public int GroundTruth { get; init; }

    /// <summary>Rows whose label was settled there, and is not the session's own.</summary>
    public int Settled { get; init; }

    /// <summary>The control of Label Studio, or the member of records, whose answers were taken though it is not called as the target is; else null.</summary>
    public string? Control { get; init; }

    /// <summary>Names of the controls or members that have answers, where <see cref="IsMatched"/> is false.</summary>
    public IReadOnlyList<string> OtherControls { get; init; } = [];

    /// <summary>All answers of the file.</summary>
    public int InFile => Labels + Skips + Replaced + Settled + LeftOut.Values.Sum();

    /// <summary>Whether any answer of the file is one of this session.</summary>
    public bool IsMatched => WasBefore || Labels + Skips + Replaced + Settled + Count(PassedOver.Known) + Count(PassedOver.Older) > 0;

    /// <summary>How many answers were not taken for a reason.</summary>
    /// <param name="reason">The reason.</param>
    public int Count(PassedOver reason) => LeftOut.GetValueOrDefault(reason);
}
