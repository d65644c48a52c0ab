using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Lu2023;
using RlQuery.Studies.Reporting;
using RlQuery.Studies.Results;
using RlQuery.Studies.Standard;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.Plotting;

/// <summary>Draws again what folders hold.</summary>
public static class StudyFigures
{
    /// <summary>
    /// Draws the reward curve of a training run, the figures and the report of an evaluation, or a reproduced benchmark, into its folder. Several of one
    /// kind are overlaid, in the first.
    /// </summary>
    /// <param name="folders">The folders, at least one.</param>
    /// <param name="parts">The analyses, and the parts that files name; null for <see cref="StudyParts"/>.</param>
    /// <returns>The files.</returns>
    /// <exception cref="InvalidInputException">A folder holds nothing to draw, or something of another kind; all faults are reported.</exception>
    public static IReadOnlyList<string> Draw(IReadOnlyList<string> folders, Parts? parts = null)
    {
        parts ??= StudyParts.Create();
        string folder = folders[0];
        using OutputLock? taken = Directory.Exists(folder) ? OutputLock.Take(folder, "plot") : null;
        if (folders.Count == 1 && Holds(folder, ReproducedSeeds.Table))
        {
            return ReproducedSeeds.Draw(folder);
        }
        if (folders.Count == 1 && Learners(folder, parts) is { Length: > 0 } learners)
        {
            return [.. learners.SelectMany(learner => DrawEvaluation(learner, parts)), .. Gains.Draw(folder, parts), .. Report(folder, parts)];
        }
        CheckFolders(folders);
        return Holds(folder, TrainingLog.Name) ? RewardCurves.Draw(folders, folder)
            : folders.Count == 1 ? DrawEvaluation(folder, parts)
            : EpisodesAnalysis.Draw([.. folders.Select(one => new ResultFolder(one, parts))]).Save(folder, EpisodesAnalysis.Curves + "-overlaid");
    }

    /// <summary>The folders of an evaluation's learners, where it has several.</summary>
    private static string[] Learners(string folder, Parts parts) => !new ResultFolder(folder, parts).HasManifest || EpisodesFile.IsIn(folder)
        ? []
        : [.. Directory.EnumerateDirectories(folder).Where(learner => EpisodesFile.IsIn(learner)).Order(StringComparer.Ordinal)];

    // The report is made from the files that are there, and holds the figures.
    private static IReadOnlyList<string> DrawEvaluation(string folder, Parts parts) => [.. EvaluationAnalyses.Draw(folder, parts), .. Report(folder, parts)];

    private static IReadOnlyList<string> Report(string folder, Parts parts) => StudyReport.CanWrite(folder) ? [StudyReport.Write(folder, parts)] : [];

    private static bool Holds(string folder, string file) => File.Exists(Path.Combine(folder, file));

    private static void CheckFolders(IReadOnlyList<string> folders)
    {
        string kind = Holds(folders[0], TrainingLog.Name) ? TrainingLog.Name : EpisodesFile.Name;
        List<string> faults = [];
        foreach (string folder in folders)
        {
            if (!Directory.Exists(folder))
            {
                faults.Add($"{folder}: there is no such folder");
            }
            else if (!Holds(folder, TrainingLog.Name) && !EpisodesFile.IsIn(folder))
            {
                faults.Add($"{folder}: holds neither {TrainingLog.Name} nor {EpisodesFile.Name}");
            }
            else if (!(kind == TrainingLog.Name ? Holds(folder, kind) : EpisodesFile.IsIn(folder)))
            {
                faults.Add($"{folder}: holds no {kind}, which {folders[0]} does; overlay folders of one kind");
            }
        }
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }
}
