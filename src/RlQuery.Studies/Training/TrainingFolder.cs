using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Training;

/// <summary>The folder that training writes to: nothing of a user's is overwritten unasked.</summary>
public static class TrainingFolder
{
    private const string Policy = PolicyReader.DocumentName;
    private const string Checkpoint = Trainer.CheckpointName;
    private static readonly string[] Marks = [Policy, TrainingLog.Name, Checkpoint, Trainer.EventsName];

    /// <summary>Whether training may write there; adds to the faults why it may not.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resume">Whether training is to continue from its checkpoint.</param>
    /// <param name="force">Whether a policy there is to be replaced.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static void Check(string folder, bool resume, bool force, Faults faults)
    {
        if (resume && force)
        {
            faults.Add("resume: not together with --force; --resume goes on and --force starts over");
        }
        if (File.Exists(folder))
        {
            faults.Add($"out: {folder} is a file; name a folder");
        }
        else if (!IsEmpty(folder) && !Marks.Any(mark => Holds(folder, mark)))
        {
            faults.Add($"out: {folder} exists and holds no policy; name a new folder");
        }
        else if (!IsEmpty(folder) && !resume && !force)
        {
            faults.Add($"out: {folder} exists; name a new folder, go on with --resume, or replace it with --force");
        }
        else if (resume && Holds(folder, Policy) && !HoldsCheckpoint(folder))
        {
            faults.Add($"out: {folder} holds a policy without the checkpoint of its training; name a new folder, or replace it with --force");
        }
    }

    /// <summary>Discards the state of an earlier run. Its policy stays until it is replaced.</summary>
    /// <param name="folder">The folder.</param>
    public static void Restart(string folder)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(Path.Combine(folder, Checkpoint));
        }
    }

    /// <summary>Whether there is something to continue from.</summary>
    /// <param name="folder">The folder.</param>
    public static bool HoldsCheckpoint(string folder) => Holds(folder, Checkpoint);

    private static bool Holds(string folder, string file) => File.Exists(Path.Combine(folder, file));

    /// <summary>Files that a killed run was still writing are ignored.</summary>
    private static bool IsEmpty(string folder) => !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(OutputLock.IsAside);
}
