using System.Globalization;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Reports;

namespace RlQuery.Studies.Training;

/// <summary>The reward curves of training runs, from their folders.</summary>
public static class RewardCurves
{
    private const string Name = "reward";

    /// <summary>
    /// Draws one run, several of one recipe with their mean (<c>reward-seeds</c>), or several others over each other (<c>reward-overlaid</c>).
    /// </summary>
    /// <param name="folders">Folders of the runs.</param>
    /// <param name="target">The folder to draw into.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Draw(IReadOnlyList<string> folders, string target)
    {
        if (folders.Count > 1 && Seeds(folders) is (string agent, string[] seeds))
        {
            RewardRun[] runs = [.. folders.Zip(seeds, (folder, seed) => Read(folder) with { Name = "seed " + seed })];
            return RewardCurveFigure.CreateMean($"Reward of {agent} in training: {seeds.Length} seeds", runs).Save(target, Name + "-seeds");
        }
        return folders.Count == 1
            ? RewardCurveFigure.Create($"Reward of {FolderName.Of(folders[0])} in training", [Read(folders[0])]).Save(target, Name)
            : RewardCurveFigure.Create("Reward in training", [.. folders.Select(Read)]).Save(target, Name + "-overlaid");
    }

    /// <summary>Whether a folder has the curve of its own run: training writes it last.</summary>
    /// <param name="folder">The folder.</param>
    internal static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Name + ".svg"));

    /// <summary>The agent and the seeds of runs that differ only in their seeds; null if they differ otherwise, or if a run has not ended.</summary>
    private static (string Agent, string[] Seeds)? Seeds(IReadOnlyList<string> folders)
    {
        if (!folders.All(folder => File.Exists(Path.Combine(folder, PolicyReader.DocumentName))))
        {
            return null;
        }
        PolicyDocument[] documents = [.. folders.Select(PolicyReader.ReadDocument)];
        bool alike = documents.Select(one => (one.Agent, one.Environment.Hash, one.Learner)).Distinct().Count() == 1;
        string[] seeds = [.. documents.Select(one => one.Seed.ToString(CultureInfo.InvariantCulture)).Distinct()];
        return alike && seeds.Length == folders.Count ? (documents[0].Agent, seeds) : null;
    }

    private static RewardRun Read(string folder)
    {
        TrainingLog log = TrainingLog.Read(Path.Combine(folder, TrainingLog.Name));
        return new RewardRun(FolderName.Of(folder), log.Steps, log.Return, log.Validation) { ValidationError = log.ValidationError };
    }
}
