using RlQuery.Core;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Evaluation;

/// <summary>
/// The folder of an evaluation. During a run it holds only the journal. At the end the tables replace the journal, unless episodes failed and can be tried
/// again, or the folder is that of a shard, which holds only the journal.
/// </summary>
/// <param name="target">The folder.</param>
/// <param name="most">Who may read at most what is written into it.</param>
internal sealed class EvaluationFolder(string target, UnixFileMode most = FileModes.Any)
{
    /// <summary>The folder, as it was named.</summary>
    public string Target => target;

    /// <summary>The journal of a run that has not ended, or of a shard.</summary>
    public string Journal => Path.Combine(target, EpisodeJournal.Name);

    private string Manifest => Path.Combine(target, EvaluationManifest.Name);

    /// <summary>Overwrites only an evaluation, and only on request.</summary>
    public void Check(bool resume, Faults faults)
    {
        if (File.Exists(target) || (!resume && Directory.Exists(target) && !File.Exists(Journal)))
        {
            faults.Add($"out: {target} exists; name a new folder, or remove it first");
        }
        else if (!resume && File.Exists(Journal))
        {
            faults.Add($"out: {target} holds a run that can go on; use --resume, name a new folder, or remove it first");
        }
        else if (resume && !IsEmpty && !File.Exists(Journal) && !File.Exists(Manifest))
        {
            faults.Add($"out: {target} exists and holds no evaluation; name a new folder");
        }
    }

    /// <summary>Whether there is nothing left to do.</summary>
    /// <exception cref="InvalidInputException">It holds another evaluation.</exception>
    public bool IsFinished(EvaluationSettings settings, Shard shard)
    {
        if (File.Exists(Journal) || !File.Exists(Manifest))
        {
            return false;
        }
        RequireSame(ReadManifest(settings), Shard.Whole, settings, shard);
        return true;
    }

    /// <summary>The episodes that the folder holds, without those that failed: they are tried again.</summary>
    /// <exception cref="InvalidInputException">They are of another evaluation.</exception>
    public IReadOnlyList<EpisodeOutcome> Kept(EvaluationSettings settings, Shard shard, IStudyProgress progress)
    {
        if (!File.Exists(Journal))
        {
            return [];
        }
        var content = JournalContent.Read(Journal, settings.Parts);
        RequireSame(content.Settings, content.Shard, settings, shard);
        EpisodeOutcome[] kept = [.. content.Outcomes.Values.Where(outcome => outcome.Failure is null)];
        if (content.Damaged > 0)
        {
            progress.Note($"note: {Journal} has {content.Damaged} damaged or torn {(content.Damaged == 1 ? "line" : "lines")}; what stood there is run again");
        }
        progress.Note($"resuming with {kept.Length} of {settings.CellsOf(shard)} episodes");
        return kept;
    }

    /// <summary>The journal that episodes are added to.</summary>
    public EpisodeJournal Open(EvaluationSettings settings, Shard shard) => new(Journal, settings, shard, most);

    /// <summary>Replaces the journal of a finished evaluation by its files. It can be repeated after a kill at any moment.</summary>
    public void Write(EvaluationFiles files, bool hasFailures)
    {
        FolderUpdate.Apply(target, files.Write, most);
        if (!hasFailures)
        {
            File.Delete(Path.Combine(target, FailuresFile.Name));
            File.Delete(Journal);
        }
    }

    /// <summary>Keeps only the episodes of a shard, in order.</summary>
    public void WriteShard(EvaluationSettings settings, Shard shard, EvaluationResult result) =>
        EpisodeJournal.Write(Journal, settings, shard, result.Outcomes, most);

    /// <summary>Files that a killed run was still writing are ignored.</summary>
    private bool IsEmpty =>
        !Directory.Exists(target) || Directory.EnumerateFileSystemEntries(target).All(OutputLock.IsAside);

    private EvaluationSettings ReadManifest(EvaluationSettings now)
    {
        try
        {
            return EvaluationManifest.Read(target, now.Parts, now.CountDepartures);
        }
        catch (InvalidInputException damage)
        {
            throw new InvalidInputException($"{damage.Message}; name a new folder");
        }
    }

    private void RequireSame(EvaluationSettings earlier, Shard earlierShard, EvaluationSettings settings, Shard shard)
    {
        string? difference = settings.DifferenceFrom(earlier) ?? (shard == earlierShard ? null : $"shard was {earlierShard} and is {shard} now");
        if (difference is not null)
        {
            throw new InvalidInputException($"{target}: {difference}; resume with what the run began with, or name a new folder");
        }
    }
}
