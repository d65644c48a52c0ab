using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>What the learned policies of an evaluation attend to.</summary>
internal static class PolicyAttentionFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "attention";

    /// <summary>Draws the policies that depart from the heuristic's pick at two stages or more.</summary>
    /// <returns>Null where there is none, or nothing was measured.</returns>
    public static Figure? Create(string folder)
    {
        string path = Path.Combine(folder, AttentionFile.Name);
        if (!File.Exists(path))
        {
            return null;
        }
        IReadOnlyList<AttentionRow> rows = AttentionFile.Read(path);
        AttentionPanel[] panels =
        [
            .. rows.GroupBy(row => row.Strategy).Where(policy => policy.Count(row => row.Departures > 0) > 1)
                .Select(policy => new AttentionPanel(policy.Key, policy.First().Signals, [.. policy.Select(Stage)])),
        ];
        return panels.Length == 0 ? null : AttentionFigure.Create(
            "What the policy attends to as labels grow",
            "Mean share of each signal in the score by which a choice beats margin's pick, where it departs from it (occlusion, one signal at a time).",
            panels);
    }

    private static AttentionStage Stage(AttentionRow row) =>
        new(row.FirstQuery - 1, row.LastQuery, (double)row.Departures / Math.Max(1, row.Decisions), row.Shares);
}
