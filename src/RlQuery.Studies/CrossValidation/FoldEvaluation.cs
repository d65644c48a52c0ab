using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.CrossValidation;

/// <summary>The evaluation of one fold's policy on the fold's sets, kept in the policy's folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="fold">0..folds-1.</param>
/// <param name="environment">The environment of the cross-validation.</param>
/// <param name="plan">What is compared.</param>
/// <param name="hash">SHA-256 of the policy.</param>
internal sealed class FoldEvaluation(string folder, int fold, LoadedEnvironment environment, EvaluationPlan plan, string hash)
{
    public int Fold => fold;

    /// <summary>The fold's folder, which holds its policy.</summary>
    public string Folder => folder;

    public EvaluationPlan Plan => plan;

    public string Hash => hash;

    /// <summary>Whether the folder holds the episodes of this plan and policy; the file that says so is written last.</summary>
    public bool IsDone => File.Exists(Manifest) && File.ReadAllText(Manifest) == Settings.Manifest;

    private string Manifest => Path.Combine(folder, EvaluationManifest.Name);

    private string Journal => Path.Combine(folder, EpisodeJournal.Name);

    private EvaluationSettings Settings => EvaluationManifest.Describe(plan, [(environment.Name, environment.Hash)]);

    /// <summary>Opens the journal of the evaluation; one of another plan or policy is replaced.</summary>
    /// <param name="kept">The episodes that it holds, without those that failed.</param>
    public EpisodeJournal OpenJournal(out IReadOnlyList<EpisodeOutcome> kept)
    {
        EvaluationSettings settings = Settings;
        JournalContent? content = File.Exists(Journal) ? JournalContent.Read(Journal, settings.Parts) : null;
        if (content is not null && settings.DifferenceFrom(content.Settings) is not null)
        {
            File.Delete(Journal);
            content = null;
        }
        kept = [.. content?.Outcomes.Values.Where(outcome => outcome.Failure is null) ?? []];
        return new EpisodeJournal(Journal, settings, Shard.Whole);
    }

    public void Write(IReadOnlyList<EpisodeResult> episodes)
    {
        File.Delete(Manifest);
        EpisodesFile.Write(Path.Combine(folder, EpisodesFile.Name), episodes);
        AtomicFile.WriteText(Manifest, Settings.Manifest);
        File.Delete(Journal);
    }

    public IReadOnlyList<EpisodeResult> Read() => EpisodesFile.Read(Path.Combine(folder, EpisodesFile.Name), plan.Parts);
}
