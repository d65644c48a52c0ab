using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.CrossValidation;

/// <summary>The folder of a cross-validation: <c>folds.json</c>, a folder for each fold, and the files of an evaluation.</summary>
/// <param name="folder">The folder.</param>
internal sealed class CrossValidationFolder(string folder)
{
    private const string PlanName = "folds.json";

    /// <summary>The folder, as it was named.</summary>
    public string Target => folder;

    /// <summary>The folder of a fold's policy and episodes; folds are numbered from 1.</summary>
    public string Fold(int fold) => Path.Combine(folder, $"fold-{fold + 1}");

    /// <summary>Whether a fold's policy is trained: training writes the reward curve last.</summary>
    public bool IsTrained(int fold) => File.Exists(Path.Combine(Fold(fold), PolicyReader.DocumentName)) && RewardCurves.IsIn(Fold(fold));

    /// <summary>Overwrites only a cross-validation, and only on request.</summary>
    public void Check(bool resume, bool force, Faults faults)
    {
        bool empty = !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(OutputLock.IsAside);
        if (resume && force)
        {
            faults.Add("resume: not together with --force; --resume goes on and --force starts over");
        }
        if (File.Exists(folder))
        {
            faults.Add($"out: {folder} is a file; name a folder");
        }
        else if (!empty && !File.Exists(Path.Combine(folder, PlanName)))
        {
            faults.Add($"out: {folder} exists and holds no cross-validation; name a new folder");
        }
        else if (!empty && !resume && !force)
        {
            faults.Add($"out: {folder} exists; name a new folder, go on with --resume, or start over with --force");
        }
    }

    /// <summary>Begins with a plan, or continues with the same one.</summary>
    /// <exception cref="InvalidInputException">The folder was begun with another plan, and must not be started over.</exception>
    public void Begin(CrossValidationPlan plan, bool force)
    {
        FolderUpdate.Probe(folder);
        JsonObject own = plan.Describe();
        string file = Path.Combine(folder, PlanName);
        if (force)
        {
            Restart();
        }
        else
        {
            SavedPlan.RequireSame(file, own, "start over with --force");
        }
        FolderUpdate.Apply(
            folder, fresh => AtomicFile.WriteText(Path.Combine(fresh, PlanName), SavedPlan.Text(own)), FileModes.Of(plan.Sets.Select(set => set.Data.Source)));
    }

    /// <summary>Discards the training and evaluation of folds. Their files stay until they are replaced.</summary>
    private void Restart()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (string fold in Directory.EnumerateDirectories(folder, "fold-*"))
        {
            TrainingFolder.Restart(fold);
            File.Delete(Path.Combine(fold, PolicyReader.DocumentName));
            File.Delete(Path.Combine(fold, EvaluationManifest.Name));
            File.Delete(Path.Combine(fold, EpisodeJournal.Name));
        }
    }
}
