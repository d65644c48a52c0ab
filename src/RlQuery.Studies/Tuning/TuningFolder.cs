using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Reports;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.Tuning;

/// <summary>The folder of a tuning: its plan, its trials so far, a folder with the policy of each, and at the end the best settings and a figure.</summary>
/// <param name="folder">The folder.</param>
internal sealed class TuningFolder(string folder)
{
    /// <summary>Name of the environment file with the best settings.</summary>
    public const string BestName = "best.json";

    private const string PlanName = "tune.json";

    /// <summary>The folder, as it was named.</summary>
    public string Target => folder;

    private string Trials => Path.Combine(folder, TrialsFile.Name);

    /// <summary>The folder of a trial's policy.</summary>
    /// <param name="trial">Its number, from 1.</param>
    public string Trial(int trial) => Path.Combine(folder, "trials", $"trial-{trial}");

    /// <summary>Overwrites only a tuning, and only on request.</summary>
    public void Check(bool resume, Faults faults)
    {
        bool empty = !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(OutputLock.IsAside);
        if (File.Exists(folder))
        {
            faults.Add($"out: {folder} is a file; name a folder");
        }
        else if (!empty && !File.Exists(Path.Combine(folder, PlanName)))
        {
            faults.Add($"out: {folder} exists and holds no tuning; name a new folder");
        }
        else if (!empty && !resume)
        {
            faults.Add($"out: {folder} exists; name a new folder, or go on with --resume");
        }
    }

    /// <summary>Begins with a plan, or continues with the same one.</summary>
    /// <returns>The trials that the folder holds.</returns>
    /// <exception cref="InvalidInputException">The folder was begun with another plan, or is damaged.</exception>
    public IReadOnlyList<TrialRow> Begin(TuningPlan plan)
    {
        FolderUpdate.Probe(folder);
        string file = Path.Combine(folder, PlanName);
        JsonObject own = plan.Describe();
        SavedPlan.RequireSame(file, own, "name a new folder");
        AtomicFile.WriteText(file, SavedPlan.Text(own), plan.Most);
        return TrialsFile.Read(Trials, plan.Names);
    }

    /// <summary>Keeps what was found of trials so far.</summary>
    public void Keep(TuningPlan plan, IReadOnlyList<TrialRow> rows) => TrialsFile.Write(Trials, plan.Names, rows);

    /// <summary>Discards the checkpoints of trials that do not continue.</summary>
    public void Drop(IEnumerable<int> trials)
    {
        foreach (int trial in trials)
        {
            TrainingFolder.Restart(Trial(trial));
        }
    }

    /// <summary>Writes the best settings and the figure.</summary>
    public void Finish(JsonObject best, Figure figure) => FolderUpdate.Apply(folder, fresh =>
    {
        AtomicFile.WriteText(Path.Combine(fresh, BestName), SavedPlan.Text(best));
        figure.Save(fresh, TrialScores.Name);
    });
}
