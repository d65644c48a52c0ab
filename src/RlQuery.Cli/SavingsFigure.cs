using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>The labels that each strategy saves against margin, or random labels in regression.</summary>
internal static class SavingsFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "labels-saved";

    /// <summary>Draws the strategies, the reference included: its own row says how much of a saving is noise.</summary>
    /// <param name="episodes">Episodes of several sets and strategies.</param>
    /// <returns>Null where the reference or anything else was not run, or on a single set, of which the learning curves say as much.</returns>
    public static Figure? Create(IReadOnlyList<EpisodeResult> episodes)
    {
        string reference = ComparisonReference.Main(episodes[0].Curve.Metric.Task).Name;
        IReadOnlyList<LabelsSaved> all = LabelsSaved.To(reference, CurveBand.OfCompleteSeeds(episodes));
        LabelsSavedRow[] rows =
        [
            .. all.Where(one => one.Data is null).Select(overall => new LabelsSavedRow(
                overall.Strategy, [.. all.Where(one => one.Data is not null && one.Strategy == overall.Strategy).Select(one => one.Saved)], overall.Saved)),
        ];
        return rows.Length < 2 ? null : LabelsSavedFigure.Create(
            "Labels saved", $"How many labels earlier the mean curve first reaches the {episodes[0].Curve.Metric.Words} that {reference} ends with. A ring is a data set, a diamond the median.",
            $"labels fewer than {reference}'s", rows);
    }
}
