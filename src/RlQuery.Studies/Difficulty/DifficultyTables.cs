using RlQuery.Core.Statistics;

namespace RlQuery.Studies.Difficulty;

/// <summary>The tables of the study.</summary>
internal static class DifficultyTables
{
    private const int Bins = 10;

    /// <summary>Methods over the sets, each set counting the same; the tests are corrected by Holm's method.</summary>
    public static ResultTable Summary(IReadOnlyList<DifficultyRow> rows)
    {
        double[] floor = [.. rows.Where(row => row.Method == DifficultyMethod.Constant).Select(row => DifficultyRow.Floor(row.Set))];
        (DifficultyMethod Method, double[] Gains)[] compared =
        [
            .. DifficultyMethod.All.Where(method => method.Reference is not null).Select(method =>
                (method, Briers(rows, method.Reference!).Zip(Briers(rows, method), (reference, own) => reference - own).ToArray())),
        ];
        double[] p = Holm.Adjust([.. compared.Select(one => WilcoxonSignedRank.Run(one.Gains).PValue)]);
        return new ResultTable(
            ["method", "sets", "brier", "calibration_error", "reference", "gain", "gain_lower", "gain_upper", "better_on", "p_holm", "verdict"],
            [
                .. DifficultyMethod.All.Where(method => method.Reference is null).Select(method => (IReadOnlyList<string>)
                    [.. Own(rows, method), "", "", "", "", "", "", ""]),
                .. compared.Select((one, i) =>
                {
                    var interval = MeanInterval.Of(one.Gains);
                    return (IReadOnlyList<string>)
                    [
                        .. Own(rows, one.Method), one.Method.Reference!.Name, Decimals.Format(interval.Mean), Decimals.Format(interval.Lower),
                        Decimals.Format(interval.Upper), Decimals.Whole(one.Gains.Count(gain => gain > 0)), Decimals.Format(p[i]),
                        Verdicts.Of(interval.Mean, p[i]).Words(),
                    ];
                }),
                ["floor", Decimals.Whole(floor.Length), Decimals.Format(floor.Average()), "", "", "", "", "", "", "", ""],
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

    private static IEnumerable<string> Own(IReadOnlyList<DifficultyRow> rows, DifficultyMethod method)
    {
        double[] briers = Briers(rows, method);
        return [method.Name, Decimals.Whole(briers.Length), Decimals.Format(briers.Average()), Decimals.Format(CalibrationError(rows, method))];
    }

    private static double CalibrationError(IReadOnlyList<DifficultyRow> rows, DifficultyMethod method)
    {
        (int Place, int Rows, double Expected, double Measured)[] bins = [.. BinsOf(rows.Where(row => row.Method == method))];
        return bins.Sum(bin => bin.Rows * Math.Abs(bin.Expected - bin.Measured)) / bins.Sum(bin => bin.Rows);
    }

    private static double[] Briers(IReadOnlyList<DifficultyRow> rows, DifficultyMethod method) =>
        [.. rows.Where(row => row.Method == method).Select(row => row.Brier)];
}
