using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Difficulty;

/// <summary>The tables of the study.</summary>
internal static class DifficultyTables
{
    private const int Bins = 10;

    /// <summary>Methods over the sets, each set counting the same; the tests are corrected by Holm's method.</summary>
    public static ResultTable Summary(IReadOnlyList<DifficultyRow> rows)
    {
        double[] constant = Briers(rows, DifficultyMethod.Constant);
        double[] floor = [.. rows.Where(row => row.Method == DifficultyMethod.Constant).Select(row => DifficultyRow.Floor(row.Set))];
        DifficultyMethod[] compared = [.. DifficultyMethod.All.Skip(1)];
        double[][] gains = [.. compared.Select(method => constant.Zip(Briers(rows, method), (reference, own) => reference - own).ToArray())];
        double[] p = Holm.Adjust([.. gains.Select(gain => WilcoxonSignedRank.Run(gain).PValue)]);
        return new ResultTable(
            ["method", "sets", "brier", "calibration_error", "gain", "gain_lower", "gain_upper", "better_on", "p_holm", "verdict"],
            [
                [
                    DifficultyMethod.Constant.Name, Decimals.Whole(constant.Length), Decimals.Format(constant.Average()),
                    Decimals.Format(CalibrationError(rows, DifficultyMethod.Constant)), "", "", "", "", "", "",
                ],
                .. compared.Select((method, i) =>
                {
                    var interval = MeanInterval.Of(gains[i]);
                    return (IReadOnlyList<string>)
                    [
                        method.Name, Decimals.Whole(gains[i].Length), Decimals.Format(Briers(rows, method).Average()),
                        Decimals.Format(CalibrationError(rows, method)), Decimals.Format(interval.Mean), Decimals.Format(interval.Lower),
                        Decimals.Format(interval.Upper), Decimals.Whole(gains[i].Count(gain => gain > 0)), Decimals.Format(p[i]),
                        Verdicts.Of(interval.Mean, p[i]).Words(),
                    ];
                }),
                ["floor", Decimals.Whole(floor.Length), Decimals.Format(floor.Average()), "", "", "", "", "", "", ""],
            ]);
    }

    /// <summary>Brier scores, set by set.</summary>
    public static ResultTable Sets(IReadOnlyList<DifficultyRow> rows) => new(
        ["data", "origin", "classes", "held_rows", "disagreement", .. DifficultyMethod.All.Select(method => method.Name), "floor"],
        [
            .. rows.GroupBy(row => row.Set).Select(set => (IReadOnlyList<string>)
            [
                set.Key.Entry.Name, set.Key.Entry.Origin, Decimals.Whole(set.Key.Entry.Classes), Decimals.Whole(set.Key.Held.Count),
                Decimals.Format(set.Key.Held.Average(row => row.Disagreement)), .. set.Select(row => Decimals.Format(row.Brier)),
                Decimals.Format(DifficultyRow.Floor(set.Key)),
            ]),
        ]);

    /// <summary>Means by tenths of what is expected, over the rows of all sets.</summary>
    public static ResultTable Reliability(IReadOnlyList<DifficultyRow> rows) => new(
        ["method", "from", "to", "rows", "expected", "measured"],
        [
            .. DifficultyMethod.All.SelectMany(method => BinsOf(rows.Where(row => row.Method == method)).Select(bin => (IReadOnlyList<string>)
            [
                method.Name, Decimals.Format((double)bin.Place / Bins), Decimals.Format((bin.Place + 1.0) / Bins), Decimals.Whole(bin.Rows),
                Decimals.Format(bin.Expected), Decimals.Format(bin.Measured),
            ])),
        ]);

    /// <summary>Means of expected and measured disagreement by tenths of what is expected; tenths without a row are left out.</summary>
    public static IEnumerable<(int Place, int Rows, double Expected, double Measured)> BinsOf(IEnumerable<DifficultyRow> rows) =>
        rows.SelectMany(row => row.Points).GroupBy(point => Math.Min(Bins - 1, (int)(Bins * point.Expected))).OrderBy(bin => bin.Key)
            .Select(bin => (bin.Key, bin.Count(), bin.Average(point => point.Expected), bin.Average(point => point.Measured)));

    private static double CalibrationError(IReadOnlyList<DifficultyRow> rows, DifficultyMethod method)
    {
        (int Place, int Rows, double Expected, double Measured)[] bins = [.. BinsOf(rows.Where(row => row.Method == method))];
        return bins.Sum(bin => bin.Rows * Math.Abs(bin.Expected - bin.Measured)) / bins.Sum(bin => bin.Rows);
    }

    private static double[] Briers(IReadOnlyList<DifficultyRow> rows, DifficultyMethod method) =>
        [.. rows.Where(row => row.Method == method).Select(row => row.Brier)];
}
