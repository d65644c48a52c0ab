using RlQuery.Core;
using RlQuery.Reports.Html;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;
using RlQuery.Studies.Standard;

namespace RlQuery.Studies.Reporting;

/// <summary><c>report.html</c>: the question, results and repetition of an evaluation or cross-validation, on one self-contained page.</summary>
public static class StudyReport
{
    /// <summary>Name of the file in the folder of an evaluation.</summary>
    public const string Name = "report.html";

    /// <summary>Whether a folder holds the files for a report.</summary>
    /// <param name="folder">The folder.</param>
    public static bool CanWrite(string folder) =>
        File.Exists(Path.Combine(folder, EvaluationManifest.Name)) && File.Exists(Path.Combine(folder, VerdictsAnalysis.File));

    /// <summary>Makes the report from the folder's files, into the folder.</summary>
    /// <param name="folder">The folder of an evaluation or a cross-validation.</param>
    /// <param name="parts">The analyses, and the parts that files name; null for <see cref="StudyParts"/>.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidInputException">A file of the folder is damaged.</exception>
    public static string Write(string folder, Parts? parts = null)
    {
        string path = Path.Combine(folder, Name);
        AtomicFile.Write(path, Page(new ResultFolder(folder, parts ?? StudyParts.Create())).ToHtml());
        return path;
    }

    private static ReportPage Page(ResultFolder folder)
    {
        EvaluationSettings settings = folder.Settings;
        return new ReportPage(
            $"{(settings.CrossValidation is null ? "Evaluation" : "Cross-validation")}: {string.Join(", ", settings.Environments.Select(one => one.Name))}",
            $"Which examples to label next? {string.Join(", ", settings.Learners)} on {Number(settings.Sets.Count, "data set")}, "
            + $"{Number(settings.Strategies.Count, "strategy")}.",
            [
                new ReportSection("Verdict", [.. folder.IsGrid ? VerdictBlocks.OfGrid(folder) : VerdictBlocks.Of(folder), .. VerdictBlocks.Failures(folder)]),
                new ReportSection("What was asked", [.. QuestionBlocks.Of(folder)]),
                .. folder.IsGrid ? Learners(folder) : Results(folder, FigureBlocks.Of([("", folder)])[0]),
                new ReportSection("To repeat it", [.. RepetitionBlocks.Of(folder)]),
            ]);
    }

    private static IEnumerable<ReportSection> Learners(ResultFolder folder)
    {
        (string Name, ResultFolder Own)[] learners = [.. folder.Settings.Learners.Select(learner => (learner, folder.Of(learner)))];
        IReadOnlyList<IReadOnlyList<ReportBlock>> figures = FigureBlocks.Of([.. learners.Select(learner => ($"{learner.Name}/", learner.Own))]);
        return learners.Select((learner, i) => new ReportSection(
            learner.Name, [new ReportSection("Verdict", [.. VerdictBlocks.Of(learner.Own)]), .. Results(learner.Own, figures[i])]));
    }

    private static IEnumerable<ReportSection> Results(ResultFolder folder, IReadOnlyList<ReportBlock> figures) => new ReportSection[]
    {
        new("Over all data sets", [.. folder.Parts.All<Analysis>().SelectMany(analysis => analysis.OverSets(folder))]),
        new("Figures", figures),
        new("By data set", [.. folder.Parts.All<Analysis>().SelectMany(analysis => analysis.BySet(folder))]),
    }.Where(section => section.Blocks.Count > 0);

    private static string Number(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {(thing.EndsWith('y') ? thing[..^1] + "ie" : thing)}s";
}
