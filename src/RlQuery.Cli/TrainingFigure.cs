using RlQuery.Core.Experiments;
using RlQuery.Reports;

namespace RlQuery.Cli;

/// <summary>The reward curves of training runs, from their folders.</summary>
internal static class TrainingFigure
{
    /// <summary>Name of its files without extension.</summary>
    public const string Name = "reward";

    public static Figure Create(IReadOnlyList<string> folders)
    {
        RewardRun[] runs = [.. folders.Select(Read)];
        string title = runs.Length == 1 ? $"Reward of {runs[0].Name} in training" : "Reward in training";
        return RewardCurveFigure.Create(title, runs);
    }

    /// <summary>The name that a folder's run has in figures and tables.</summary>
    public static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static RewardRun Read(string folder)
    {
        TrainingLog log = TrainingLog.Read(Path.Combine(folder, TrainingLog.Name));
        return new RewardRun(NameOf(folder), log.Steps, log.Return, log.Validation);
    }
}
