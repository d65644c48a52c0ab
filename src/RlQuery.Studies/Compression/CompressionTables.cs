using System.Globalization;
using RlQuery.Core.Statistics;
using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Compression;

/// <summary>The tables of a compression, for people and in files.</summary>
public static class CompressionTables
{
    /// <summary>What each model is worth.</summary>
    /// <param name="results">The compression.</param>
    /// <param name="speeds">Texts that each of its models predicts in a second; its measurement is no part of a study.</param>
    public static TextTable Costs(CompressionResults results, IReadOnlyList<double> speeds)
    {
        var table = new TextTable(
            ["model", "taught by", "accuracy", "less teacher", "balanced", "less teacher", "bytes", "times smaller", "texts a second"], words: 2);
        long large = results.Rows[0].Bytes;
        foreach (CompressionRow row in results.Rows)
        {
            double speed = speeds[results.Models.Index().First(model => model.Item.Name == row.Model).Index];
            table.Add(
                row.Model, row.Taught, TextNumbers.Score(row.Accuracy), Difference(row.LessTeacher), TextNumbers.Score(row.Balanced),
                Difference(row.BalancedLessTeacher), Decimals.Whole(row.Bytes), ((double)large / row.Bytes).ToString("F1", CultureInfo.InvariantCulture),
                speed.ToString("F0", CultureInfo.InvariantCulture));
        }
        return table;
    }

    /// <summary>The table of <c>compression.csv</c>.</summary>
    internal static ResultTable Table(IEnumerable<CompressionRow> rows) => new(
        [
            "model", "taught", "accuracy", "less_teacher", "less_teacher_lower", "less_teacher_upper", "balanced_accuracy", "balanced_less_teacher",
            "balanced_less_teacher_lower", "balanced_less_teacher_upper", "bytes",
        ],
        [
            .. rows.Select(row => (string[])
            [
                row.Model, row.Taught, Decimals.Format(row.Accuracy), .. Ends(row.LessTeacher), Decimals.Format(row.Balanced), .. Ends(row.BalancedLessTeacher),
                Decimals.Whole(row.Bytes),
            ]),
        ]);

    /// <summary>The table of <c>seeds.csv</c>.</summary>
    internal static ResultTable Seeds(IReadOnlyList<IReadOnlyList<CompressionScore>> seeds, int first) => new(
        ["seed", "model", "taught", "accuracy", "balanced_accuracy", "bytes"],
        [
            .. seeds.SelectMany((scores, i) => scores.Select(score => (string[])
            [
                Decimals.Whole(first + i), score.Model, score.Taught, Decimals.Format(score.Accuracy), Decimals.Format(score.Balanced),
                Decimals.Whole(score.Bytes),
            ])),
        ]);

    private static string Difference(MeanInterval? one) => one is { } known ? TextNumbers.Signed(known.Mean, known.Lower, known.Upper) : "";

    private static IEnumerable<string> Ends(MeanInterval? one) => one is { } known
        ? [Decimals.Format(known.Mean), Decimals.Format(known.Lower), Decimals.Format(known.Upper)]
        : ["", "", ""];
}
