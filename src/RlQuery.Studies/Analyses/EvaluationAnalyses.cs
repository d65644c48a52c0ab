using RlQuery.Core;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Analyses;

/// <summary>The analyses of this library. Results, figures and the report are made from all analyses among the parts.</summary>
internal static class EvaluationAnalyses
{
    /// <summary>All of them, in the order of the report: smaller and more informative figures first, in case there is not room for all.</summary>
    public static IReadOnlyList<Analysis> All { get; } =
    [
        new SummaryAnalysis(),
        new ComparisonsAnalysis(),
        new VerdictsAnalysis(),
        new WinTieLossAnalysis(),
        new SetDifferencesAnalysis(),
        new CriticalDifferenceAnalysis(),
        new AttentionAnalysis(),
        new AgreementAnalysis(),
        new LabelsSavedAnalysis(),
        new LabelsToScoreAnalysis(),
        new DeficiencyAnalysis(),
        new StoppingAnalysis(),
        new PooledAnalysis(),
        new ControlsAnalysis(),
        new AubcAnalysis(),
        new EpisodesAnalysis(),
    ];

    /// <summary>Writes every table of one learner's results, and draws every figure from them.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="results">The results.</param>
    public static void Write(string folder, LearnerResults results)
    {
        foreach (Analysis analysis in results.Settings.Parts.All<Analysis>())
        {
            analysis.Write(folder, results);
        }
        Draw(folder, results.Settings.Parts);
    }

    /// <summary>Draws every figure that a folder's tables allow, into the folder.</summary>
    /// <param name="folder">The folder of an evaluation of one learner.</param>
    /// <param name="parts">The analyses, and what files name.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Draw(string folder, Parts parts)
    {
        var source = new ResultFolder(folder, parts);
        return
        [
            .. parts.All<Analysis>().Select(analysis => analysis.Figure).OfType<AnalysisFigure>()
                .SelectMany(figure => figure.Draw(source)?.Save(folder, figure.Name) ?? []),
        ];
    }
}
