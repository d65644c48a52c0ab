using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Reports.Html;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Everything that is needed to repeat an evaluation.</summary>
internal static class RepetitionBlocks
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    public static IEnumerable<ReportBlock> Of(ReportSource source) =>
    [
        new ReportParagraph(
            "The same version gives the same bytes, whatever the machine and the number of threads. The file of the environment, the data and the policies are those with the hashes below; "
            + "data that is not bundled is named by its file, a policy by its folder."),
        new ReportCode(RepeatCommand.Of(source)),
        new ReportFacts([("version", $"rlquery {source.Text("version")}"), .. source.Environments.Select(one => Environment(source, one))]),
        Table("The data sets, with the hash of their content.", source, "data", "name", "rows", "features", "classes", "hash"),
        Table("The strategies; a policy's SHA-256 is that of its policy.json, which covers its weights.", source, "strategies", "name", "kind", "sha256"),
        new ReportFolded($"All settings ({EvaluationManifest.Name}).", [new ReportCode(source.Manifest.ToJsonString(Layout))]),
    ];

    private static (string Name, string Value) Environment(ReportSource source, JsonObject one) =>
        ($"environment{(source.Environments.Count == 1 ? "" : $" {ReportSource.Show(one["name"])}")}, SHA-256", ReportSource.Show(one["sha256"]));

    private static ReportTable Table(string caption, ReportSource source, string list, params string[] columns)
    {
        IReadOnlyList<JsonObject> entries = source.Entries(list);
        string[] shown = [.. columns.Where(column => entries.Any(entry => entry[column] is not null))];
        return new ReportTable(caption, shown, [.. entries.Select(entry => shown.Select(column => ReportSource.Show(entry[column])).ToArray())]);
    }
}
