using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Data.Formats;
using RlQuery.Reports;
using RlQuery.Studies.Attention;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary><c>attention.csv</c>: a row for each policy, stage of the episode and signal. See <see cref="AttentionStudy"/>.</summary>
internal sealed class AttentionAnalysis : Analysis
{
    /// <summary>Name of the file.</summary>
    public const string File = "attention.csv";

    private static readonly string[] Columns = ["strategy", "first_query", "last_query", "decisions", "departures", "signal", "share"];

    // The same objects in every stage; records are compared by their other members.
    private static readonly string[] Nothing = [];
    private static readonly double[] NoShares = [];

    /// <inheritdoc/>
    public override string Name => File;

    /// <inheritdoc/>
    public override string Description => "to which signals a policy owes its departures, stage by stage";

    /// <inheritdoc/>
    public override AnalysisFigure Figure { get; } = new(
        "attention", Draw,
        _ => "Heat map: the share of each signal in the policy's choices as labels grow.",
        folder => $"What the policy attends to where it departs from the choice of {folder.Reference.Name}; the numbers stand in {File}.");

    /// <summary>The table.</summary>
    public static ResultTable Table(IEnumerable<AttentionRow> rows) => new(
        Columns,
        [
            .. rows.SelectMany(row => row.Signals.Select((signal, i) => (string[])
            [
                row.Strategy, Decimals.Whole(row.FirstQuery), Decimals.Whole(row.LastQuery), Decimals.Whole(row.Decisions), Decimals.Whole(row.Departures),
                signal, Decimals.Format(row.Shares[i]),
            ])),
        ]);

    /// <summary>Reads the table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, or damaged in a line that the message names.</exception>
    public static IReadOnlyList<AttentionRow> Read(string path) =>
    [
        .. CsvText.Read(path, Columns).Select(row => Parse(path, row.Line, row.Cells))
            .GroupBy(
                cell => cell.Stage,
                (stage, cells) => stage with { Signals = [.. cells.Select(cell => cell.Signal)], Shares = [.. cells.Select(cell => cell.Share)] }),
    ];

    /// <inheritdoc/>
    public override ResultTable? Compute(LearnerResults results) => results.Attention.Attention.Count > 0 ? Table(results.Attention.Attention) : null;

    // Draws the policies that depart from the heuristic's pick in at least two stages.
    private static Figure? Draw(ResultFolder folder)
    {
        if (folder.Find(File) is not string path)
        {
            return null;
        }
        AttentionPanel[] panels =
        [
            .. Read(path).GroupBy(row => row.Strategy).Where(policy => policy.Count(row => row.Departures > 0) > 1)
                .Select(policy => new AttentionPanel(policy.Key, policy.First().Signals, [.. policy.Select(Stage)])),
        ];
        return panels.Length == 0 ? null : AttentionFigure.Create(
            "What the policy attends to as labels grow",
            $"Mean share of each signal in the score by which a choice beats the pick of {folder.Reference.Name}, "
            + "where it departs from it (occlusion, one signal at a time).",
            panels);
    }

    private static AttentionStage Stage(AttentionRow row) =>
        new(row.FirstQuery - 1, row.LastQuery, (double)row.Departures / Math.Max(1, row.Decisions), row.Shares);

    private static (AttentionRow Stage, string Signal, double Share) Parse(string path, int line, string[] cells)
    {
        double share = double.NaN;
        int[] counts = new int[4];
        bool right = cells[6].Length == 0 || double.TryParse(cells[6], CultureInfo.InvariantCulture, out share);
        for (int i = 0; i < counts.Length; i++)
        {
            right &= int.TryParse(cells[i + 1], CultureInfo.InvariantCulture, out counts[i]);
        }
        return right
            ? (new AttentionRow(cells[0], counts[0], counts[1], counts[2], counts[3], Nothing, NoShares), cells[5], share)
            : throw new InvalidInputException($"{path}: line {line} is not a row of {string.Join(", ", Columns)}");
    }
}
