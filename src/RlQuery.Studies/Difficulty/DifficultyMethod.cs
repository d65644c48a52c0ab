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

    /// <summary>With which it is compared: a constant that knows the same record. Null for the constants.</summary>
    public DifficultyMethod? Reference { get; init; }

    /// <summary>The mean disagreement of the short record.</summary>
    public static DifficultyMethod Constant { get; } =
        new($"constant-{Short}", $"mean of {Short} rows", (set, _) => [.. set.Held.Select(_ => set.Record.Take(Short).Average(row => row.Disagreement))]);

    /// <summary>The mean disagreement of the long record.</summary>
    public static DifficultyMethod LongConstant { get; } = new(
        $"constant-{AnnotatedSet.MostRecorded}", $"mean of {AnnotatedSet.MostRecorded} rows",
        (set, _) => [.. set.Held.Select(_ => set.Record.Average(row => row.Disagreement))]);

    /// <summary>The mean disagreement of the short records of other sets.</summary>
    public static DifficultyMethod OtherConstant { get; } = new(
        "constant-other-sets", "mean of other sets",
        (set, others) => [.. set.Held.Select(_ => others.Average(other => other.Record.Take(Short).Average(row => row.Disagreement)))]);

    /// <summary>All, the constants first.</summary>
    public static IReadOnlyList<DifficultyMethod> All { get; } =
    [
        Constant, LongConstant, OtherConstant,
        new("uncalibrated", "no record", (set, _) => set.Spreads) { Reference = Constant },
        new($"record-{Short}", $"record of {Short} rows", (set, _) => Fitted(set, [.. set.Record.Take(Short)])) { Reference = Constant },
        new($"record-{AnnotatedSet.MostRecorded}", $"record of {AnnotatedSet.MostRecorded} rows", (set, _) => Fitted(set, set.Record))
        {
            Reference = LongConstant,
        },
        new("other-sets", "records of other sets", (set, others) => Fitted(set, [.. others.SelectMany(other => other.Record.Take(Short))]))
        {
            Reference = OtherConstant,
        },
    ];

    // As rlquery tasks does it: what cannot be fitted is the spread.
    private static IReadOnlyList<double> Fitted(AnnotatedSet set, IReadOnlyList<RecordedRow> record) =>
        DisagreementModel.Fit(record) is { } model ? [.. set.Held.Select(row => model.Predict(row.Features))] : set.Spreads;
}
