using RlQuery.Core.Policies;
using RlQuery.Reports;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Every figure that the folder of an evaluation can show, without the controls of policies; one that would say nothing is left out.</summary>
internal static class EvaluationFigures
{
    /// <summary>Draws them from the folder's tables into the folder.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Save(string folder)
    {
        EpisodeResult[] episodes =
        [
            .. EpisodesFile.Read(EpisodesFile.Find(folder)).Where(episode => !PolicyControls.IsControl(episode.Spec.Strategy)),
        ];
        (string Name, Figure? Figure)[] figures =
        [
            (EvaluationFigure.Name, EvaluationFigure.Create([folder])),
            (DifferencesFigure.Name, DifferencesFigure.Create(episodes)),
            (RanksFigure.Name, RanksFigure.Create(episodes)),
            (SavingsFigure.Name, SavingsFigure.Create(episodes)),
            (PolicyAttentionFigure.Name, PolicyAttentionFigure.Create(folder)),
            (AgreementFigure.Name, AgreementFigure.Create(folder)),
        ];
        return [.. figures.Where(one => one.Figure is not null).SelectMany(one => one.Figure!.Save(folder, one.Name))];
    }
}
