using RlQuery.Core.Labelling.AnnotationTasks;

namespace RlQuery.Studies.Difficulty;

/// <summary>A way to expect disagreement.</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="Title">Name in figures.</param>
/// <param name="Expect">What is expected of each held row of a set; the other sets, of other origins, are given too.</param>
internal sealed record DifficultyMethod(
    string Name, string Title, Func<AnnotatedSet, IReadOnlyList<AnnotatedSet>, IReadOnlyList<double>> Expect)
{
    private const int Short = 60;

    /// <summary>The mean disagreement of the short record, with which the others are compared.</summary>
    public static DifficultyMethod Constant { get; } =
        new("constant", $"mean of {Short} rows", (set, _) => [.. set.Held.Select(_ => set.Record.Take(Short).Average(row => row.Disagreement))]);

    /// <summary>All, the constant first.</summary>
    public static IReadOnlyList<DifficultyMethod> All { get; } =
    [
        Constant,
        new("uncalibrated", "no record", (set, _) => set.Spreads),
        new($"record-{Short}", $"record of {Short} rows", (set, _) => Fitted(set, [.. set.Record.Take(Short)])),
        new($"record-{AnnotatedSet.MostRecorded}", $"record of {AnnotatedSet.MostRecorded} rows", (set, _) => Fitted(set, set.Record)),
        new("other-sets-constant", "mean of other sets", (set, others) =>
            [.. set.Held.Select(_ => others.Average(other => other.Record.Take(Short).Average(row => row.Disagreement)))]),
        new("other-sets", "records of other sets", (set, others) => Fitted(set, [.. others.SelectMany(other => other.Record.Take(Short))])),
    ];

    // As rlquery tasks does it: what cannot be fitted is the spread.
    private static IReadOnlyList<double> Fitted(AnnotatedSet set, IReadOnlyList<RecordedRow> record) =>
        DisagreementModel.Fit(record) is { } model ? [.. set.Held.Select(row => model.Predict(row.Features))] : set.Spreads;
}
