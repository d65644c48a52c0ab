using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Reports;
using RlQuery.Studies.Attention;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>
/// <c>agreement.csv</c>: how often learned policies pick what heuristics pick, a row for each policy, heuristic and stage of the episode. See
/// <see cref="AttentionStudy"/>.
/// </summary>
internal sealed class AgreementAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "agreement.csv";

    private static readonly string[] Columns = ["strategy", "heuristic", "first_query", "last_query", "decisions", "agreements"];

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "how often policies choose what heuristics would choose in the same state";

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        "agreement", Draw,
        _ => "Lines: the share of the policy's choices that each heuristic would make too, as labels grow.",
        _ => $"How often the policy picks what heuristics would pick in the same state; the numbers stand in {File}.");

    /// <summary>The table, with a last column that says the share.</summary>
    public static ResultTable Table(IEnumerable<AgreementRow> rows) => new(
        [.. Columns, "share"],
        [
            .. rows.Select(row => (string[])
            [
                row.Strategy, row.Heuristic, Decimals.Whole(row.FirstQuery), Decimals.Whole(row.LastQuery), Decimals.Whole(row.Decisions),
                Decimals.Whole(row.Agreements), Decimals.Format((double)row.Agreements / row.Decisions),
            ]),
        ]);

    /// <summary>Reads the table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<AgreementRow> Read(string path) => [.. CsvText.Read(path, Columns).Select(row => Parse(path, row.Line, row.Cells))];

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Attention.Agreement.Count > 0 ? Table(results.Attention.Agreement) : null;

    private static Figure? Draw(ResultFolder folder)
    {
        if (folder.Find(File) is not string path || Read(path) is not { Count: > 0 } rows)
        {
            return null;
        }
        return ShareCurveFigure.Create(
            "How often the policy picks what heuristics would pick",
            "Share of the policy's choices that are the heuristic's pick in the same state. What random picks is the level of chance.",
            "labels asked for", "share of choices",
            [
                .. rows.GroupBy(
                    row => row.Strategy,
                    (policy, own) => new SharePanel(policy, [.. own.GroupBy(row => row.Heuristic, (name, stages) => Curve(name, [.. stages]))])),
            ]);
    }

    private static ShareCurve Curve(string heuristic, AgreementRow[] stages) => new(
        heuristic,
        [.. stages.Select(stage => (stage.FirstQuery - 1 + stage.LastQuery) / 2.0)],
        [.. stages.Select(stage => (double)stage.Agreements / stage.Decisions)]);

    private static AgreementRow Parse(string path, int line, string[] cells)
    {
        int[] counts = new int[4];
        for (int i = 0; i < counts.Length; i++)
        {
            if (!int.TryParse(cells[i + 2], CultureInfo.InvariantCulture, out counts[i]))
            {
                throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", Columns)}");
            }
        }
        return new AgreementRow(cells[0], cells[1], counts[0], counts[1], counts[2], counts[3]);
    }
}
