using RlQuery.Studies.Analyses;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Analyses;

public sealed class EvaluationAnalysesTests
{
    [Fact]
    public void Every_analysis_has_a_table_and_a_figure_of_names_of_their_own()
    {
        string[] figures = [.. EvaluationAnalyses.All.Select(analysis => analysis.Figure?.Name).OfType<string>()];
        Assert.Equal(EvaluationAnalyses.All.Count, EvaluationAnalyses.All.Select(analysis => analysis.Name).Distinct().Count());
        Assert.Equal(figures.Distinct(), figures);
    }

    [Fact]
    public void Every_analysis_of_the_library_is_in_the_list() => Assert.Equal(
        typeof(Analysis).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Analysis))).Select(type => type.Name).Order(),
        EvaluationAnalyses.All.Select(analysis => analysis.GetType().Name).Order());

    [Fact]
    public void A_folder_holds_the_files_of_the_analyses_and_nothing_else_but_manifest_and_report()
    {
        using var folder = new StudyFolder();
        EvaluationStudy.Open(new EvaluationOptions
        {
            Environments = [folder.At("env.json")],
            Out = folder.At("out"),
            Policies = [folder.WritePolicy("mine")],
            Repeats = 2,
            Controls = true,
            Attention = 1,
            Reach = [0.5],
            Stops = ["budget:3"],
            Metrics = ["accuracy", "log-loss"],
        }).Run();
        string[] known =
        [
            "manifest.json", "report.html", .. EvaluationAnalyses.All.Select(analysis => analysis.Name),
            .. EvaluationAnalyses.All.Select(analysis => analysis.Figure).OfType<AnalysisFigure>().SelectMany(figure =>
                new[] { $"{figure.Name}.png", $"{figure.Name}.svg" }),
        ];
        string[] written = [.. Directory.GetFiles(folder.At("out")).Select(file => Path.GetFileName(file))];
        Assert.Empty(written.Except(known));
        // Ranks need five sets; pooled.csv is a cross-validation's. A policy of random weights departs at too few stages to be drawn, or at more.
        Assert.Empty(known.Except(written).Except(["critical-difference", "critical-difference.png", "critical-difference.svg", "pooled.csv", "attention.png",
            "attention.svg"]));
    }
}
