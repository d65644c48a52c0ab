using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Experiments;

namespace RlQuery.Cli;

/// <summary>The evaluation of one fold's policy on the fold's sets, kept in the policy's folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="fold">0..folds-1.</param>
/// <param name="environment">The environment of the cross-validation.</param>
/// <param name="plan">What is compared.</param>
/// <param name="agent">Name of the policy in tables.</param>
/// <param name="hash">SHA-256 of the policy.</param>
internal sealed class FoldEvaluation(string folder, int fold, LoadedEnvironment environment, EvaluationPlan plan, string agent, string hash)
{
    public int Fold => fold;

    public EvaluationPlan Plan => plan;

    public string Hash => hash;

    public IReadOnlyDictionary<string, string> Hashes => new Dictionary<string, string> { [agent] = hash };

    /// <summary>Whether the folder holds the episodes of this very plan and policy: what says so is written last.</summary>
    public bool IsDone => File.Exists(Manifest) && File.ReadAllText(Manifest) == Text;

    private string Manifest => Path.Combine(folder, EvaluationManifest.Name);

    private string Text => EvaluationManifest.Text(plan, environment.Name, environment.Hash, Hashes);

    public void Write(IReadOnlyList<EpisodeResult> episodes)
    {
        File.Delete(Manifest);
        EpisodesFile.Write(Path.Combine(folder, EpisodesFile.Name), episodes);
        AtomicFile.WriteText(Manifest, Text);
    }

    public IReadOnlyList<EpisodeResult> Read() => EpisodesFile.Read(Path.Combine(folder, EpisodesFile.Name));
}
