namespace RlQuery.Studies.Advice;

/// <summary>The tables of the study.</summary>
internal static class AdviceTables
{
    /// <summary>Root mean squared errors of what was tried, by kind of gain.</summary>
    public static ResultTable Models(IReadOnlyList<MeasuredSet> sets) => new(
        ["method", "strength", "descriptors", .. Enum.GetValues<GainKind>().Select(Name)],
        [
            .. ModelChoice.Candidates.Select(model => (IReadOnlyList<string>)
            [
                model.Descriptors.Count == 0 ? "mean" : model.Method, model.Descriptors.Count == 0 ? "" : Decimals.Whole((long)model.Strength),
                string.Join(' ', model.Descriptors), .. ModelChoice.Errors(model, sets).Select(Decimals.Format),
            ]),
        ]);

    /// <summary>Errors and coverage by kind of gain and number of queries.</summary>
    public static ResultTable Summary(IReadOnlyList<CalibrationRow> rows) => new(
        ["gain", "queries", "sets", "origins", "mean", "rmse_of_mean", "rmse", "r2", "inside", "width"],
        [
            .. rows.GroupBy(row => (row.Kind, row.Queries)).OrderBy(group => group.Key).Select(group =>
            {
                double ofMean = group.Average(row => Math.Pow(row.Measured - row.Mean, 2));
                double own = group.Average(row => Math.Pow(row.Measured - row.Expected.Value, 2));
                return (IReadOnlyList<string>)
                [
                    Name(group.Key.Kind), Decimals.Whole(group.Key.Queries), Decimals.Whole(group.Count()),
                    Decimals.Whole(group.Select(row => row.Set.Origin).Distinct().Count()), Decimals.Format(group.Average(row => row.Measured)),
                    Decimals.Format(Math.Sqrt(ofMean)), Decimals.Format(Math.Sqrt(own)), Decimals.Format(1 - (own / ofMean)),
                    Decimals.Format(group.Average(row => row.IsInside ? 1.0 : 0)),
                    Decimals.Format(group.Average(row => row.Expected.Upper - row.Expected.Lower)),
                ];
            }),
        ]);

    /// <summary>Expected and measured gains, set by set.</summary>
    public static ResultTable Calibration(IReadOnlyList<CalibrationRow> rows) => new(
        ["data", "origin", "gain", "queries", "measured", "expected", "lower", "upper", "inside"],
        [
            .. rows.Select(row => (IReadOnlyList<string>)
            [
                row.Set.Name, row.Set.Origin, Name(row.Kind), Decimals.Whole(row.Queries), Decimals.Format(row.Measured),
                Decimals.Format(row.Expected.Value), Decimals.Format(row.Expected.Lower), Decimals.Format(row.Expected.Upper), row.IsInside ? "1" : "0",
            ]),
        ]);

    private static string Name(GainKind kind) => kind switch
    {
        GainKind.PolicyOverRandom => "policy-over-random",
        GainKind.MarginOverRandom => "margin-over-random",
        _ => "policy-over-margin",
    };
}
