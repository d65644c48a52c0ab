using System.Globalization;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Sessions;

/// <summary>Says what an import brought: its counts add up to what is in the file.</summary>
public static class ImportWords
{
    private static readonly (PassedOver Reason, string Words)[] Reasons =
    [
        (PassedOver.Known, "known already"), (PassedOver.Older, "older than the session's"), (PassedOver.SaidAgain, "said again in the file"),
        (PassedOver.NoLabel, "without a label"), (PassedOver.OtherControl, "of another control"), (PassedOver.NotAnnotated, "not annotated"),
        (PassedOver.Draft, "drafts"),
    ];

    /// <summary>What was taken, replaced and passed over, in a line.</summary>
    /// <param name="file">What the file is called.</param>
    /// <param name="brought">What it brought.</param>
    public static string Of(string file, ImportSummary brought)
    {
        if (brought.WasBefore)
        {
            return WasBefore(file);
        }
        string by = brought.Annotators.Count == 0 ? "" : $" by {string.Join(", ", brought.Annotators)}";
        string settled = brought.Settled == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; settled: {brought.Settled}");
        string truth = brought.GroundTruth == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; of these ground truth: {brought.GroundTruth}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"in the file: {brought.InFile}; new: {brought.Labels} labels and {brought.Skips} skips{by}; replaced: {brought.Replaced}{truth}{settled}; "
            + $"{PassedOverIn(brought)}");
    }

    /// <summary>That a file changes nothing.</summary>
    /// <param name="file">What the file is called.</param>
    public static string WasBefore(string file) => $"{file} was imported before; nothing has changed";

    /// <summary>How many answers about pairs were taken, in a line.</summary>
    /// <param name="links">What the file says that the session does not.</param>
    public static string Of(IReadOnlyList<RowImported> links) => string.Create(CultureInfo.InvariantCulture, $"new or replaced answers: {links.Count}");

    /// <summary>That answers of a control were taken that is not called as the target is; null where they were not.</summary>
    /// <param name="table">The table.</param>
    /// <param name="brought">What a file brought.</param>
    public static string? Note(LabellingTable table, ImportSummary brought) => brought.Control is { } control
        ? $"the answers are those of '{control}', since none is called '{table.Cells.Columns[table.Target].Name}'" : null;

    /// <summary>Why a file brought nothing at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="brought">What it brought.</param>
    public static string Unmatched(string path, LabellingTable table, ImportSummary brought)
    {
        string target = table.Cells.Columns[table.Target].Name;
        string[] others = [.. brought.OtherControls.Where(name => name != target).Take(10)];
        string hint = others.Length == 0 ? ""
            : $"; none of its answers is called '{target}': --control NAME takes those of another name ({string.Join(", ", others)})";
        return $"import: {path} has no label for this session; {PassedOverIn(brought)}{hint}";
    }

    private static string PassedOverIn(ImportSummary brought)
    {
        string[] reasons =
        [
            .. Reasons.Where(one => brought.Count(one.Reason) > 0)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Words} {brought.Count(one.Reason)}")),
        ];
        return string.Create(
            CultureInfo.InvariantCulture, $"passed over: {brought.LeftOut.Values.Sum()}{(reasons.Length == 0 ? "" : $" ({string.Join(", ", reasons)})")}");
    }
}
