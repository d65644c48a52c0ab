using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>How often learned policies pick what heuristics pick, over the labels asked for.</summary>
internal static class AgreementFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "agreement";

    /// <summary>Draws the folder's table.</summary>
    /// <returns>Null where nothing was measured.</returns>
    public static Figure? Create(string folder)
    {
        string path = Path.Combine(folder, AgreementFile.Name);
        if (!File.Exists(path) || AgreementFile.Read(path) is not { Count: > 0 } rows)
        {
            return null;
        }
        return ShareCurveFigure.Create(
            "How often the policy picks what heuristics would pick",
            "Share of the policy's choices that are the heuristic's pick in the same state. What random picks is the level of chance.",
            "labels asked for", "share of choices",
            [.. rows.GroupBy(row => row.Strategy, (policy, own) => new SharePanel(policy, [.. own.GroupBy(row => row.Heuristic, (name, stages) => Curve(name, [.. stages]))]))]);
    }

    private static ShareCurve Curve(string heuristic, AgreementRow[] stages) => new(
        heuristic, [.. stages.Select(stage => (stage.FirstQuery - 1 + stage.LastQuery) / 2.0)], [.. stages.Select(stage => (double)stage.Agreements / stage.Decisions)]);
}
