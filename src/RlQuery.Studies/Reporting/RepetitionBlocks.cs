using RlQuery.Reports.Html;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Reporting;

/// <summary>Everything needed to repeat an evaluation.</summary>
internal static class RepetitionBlocks
{
    public static IEnumerable<ReportBlock> Of(ResultFolder folder)
    {
        EvaluationSettings settings = folder.Settings;
        return
        [
            new ReportParagraph(
                "The same version gives the same bytes, whatever the machine and the number of threads. The file of the environment, the data and the policies "
                + "are those with the hashes below; data that is not bundled is named by its file, a policy by its folder."),
            new ReportCode(RepeatCommand.Of(folder)),
            new ReportFacts([("version", $"rlquery {settings.Version}"), .. settings.Environments.Select(one => Environment(settings, one))]),
            Table(
                "The data sets, with the hash of their content.", settings.Sets,
                ("name", set => set.Name), ("rows", set => Decimals.Format(set.Rows)), ("features", set => Decimals.Format(set.Features)),
                ("classes", set => Decimals.Format(set.Classes)), ("hash", set => set.Hash)),
            Table(
                "The strategies; a policy's SHA-256 is that of its policy.json, which covers its weights.", settings.Strategies,
                ("name", one => one.Name), ("kind", one => one.Kind.Word()), ("sha256", one => one.Hash ?? "")),
            new ReportFolded($"All settings ({EvaluationManifest.Name}).", [new ReportCode(settings.Manifest.TrimEnd('\n'))]),
        ];
    }

    private static (string Name, string Value) Environment(EvaluationSettings settings, DescribedEnvironment one) =>
        ($"environment{(settings.Environments.Count == 1 ? "" : $" {one.Name}")}, SHA-256", one.Hash);

    // A column without any value is left out.
    private static ReportTable Table<T>(string caption, IReadOnlyList<T> entries, params (string Name, Func<T, string> Cell)[] columns)
    {
        (string Name, Func<T, string> Cell)[] shown = [.. columns.Where(column => entries.Any(entry => column.Cell(entry).Length > 0))];
        return new ReportTable(caption, [.. shown.Select(column => column.Name)],
            [.. entries.Select(entry => shown.Select(column => column.Cell(entry)).ToArray())]);
    }
}
