using RlQuery.Core;
using RlQuery.Reports.Html;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary><c>report.html</c>: what an evaluation asked, found and needs to be repeated, on one page that needs no other file.</summary>
internal static class ReportFile
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "report.html";

    /// <summary>Whether a folder holds what a report is made from.</summary>
    public static bool CanWrite(string folder) => File.Exists(Path.Combine(folder, EvaluationManifest.Name)) && File.Exists(Path.Combine(folder, VerdictsFile.Name));

    /// <summary>Makes the report from the folder's files, into the folder.</summary>
    /// <returns>The file.</returns>
    public static string Save(string folder)
    {
        var source = new ReportSource(folder);
        string path = Path.Combine(folder, Name);
        AtomicFile.Write(path, Page(source).ToHtml());
        return path;
    }

    private static ReportPage Page(ReportSource source) => new(
        $"{(source.Manifest["crossValidation"] is null ? "Evaluation" : "Cross-validation")}: {string.Join(", ", source.Environments.Select(one => ReportSource.Show(one["name"])))}",
        $"Which examples to label next? {string.Join(", ", source.Learners)} on {Number(source.Entries("data").Count, "data set")}, {Number(source.Entries("strategies").Count, "strategy")}.",
        [
            new ReportSection("Verdict", [.. source.IsGrid ? VerdictBlocks.OfGrid(source) : VerdictBlocks.Of(source), .. VerdictBlocks.Failures(source)]),
            new ReportSection("What was asked", [.. QuestionBlocks.Of(source)]),
            .. source.IsGrid ? Learners(source) : Results(source, FigureBlocks.Of([("", source)])[0]),
            new ReportSection("To repeat it", [.. RepetitionBlocks.Of(source)]),
        ]);

    private static IEnumerable<ReportSection> Learners(ReportSource source)
    {
        (string Name, ReportSource Own)[] learners = [.. source.Learners.Select(learner => (learner, source.Of(learner)))];
        IReadOnlyList<IReadOnlyList<ReportBlock>> figures = FigureBlocks.Of([.. learners.Select(learner => ($"{learner.Name}/", learner.Own))]);
        return learners.Select((learner, i) => new ReportSection(
            learner.Name, [new ReportSection("Verdict", [.. VerdictBlocks.Of(learner.Own)]), .. Results(learner.Own, figures[i])]));
    }

    private static IEnumerable<ReportSection> Results(ReportSource source, IReadOnlyList<ReportBlock> figures) => new ReportSection[]
    {
        new("Over all data sets", [.. ResultBlocks.OverSets(source)]),
        new("Figures", figures),
        new("By data set", [.. ResultBlocks.BySet(source)]),
    }.Where(section => section.Blocks.Count > 0);

    private static string Number(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {(thing.EndsWith('y') ? thing[..^1] + "ie" : thing)}s";
}
