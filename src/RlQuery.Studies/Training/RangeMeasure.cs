using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Studies.Episodes;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.Training;

/// <summary>Measures what a policy was trained on: it plays training problems, and what it sees is noted.</summary>
public static class RangeMeasure
{
    /// <summary>Number of problems.</summary>
    public const int Problems = 200;

    /// <summary>Plays the problems and notes the first query of each, a middle one and the last.</summary>
    /// <param name="environment">In which the policy was trained.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="document">The content of its policy.json, with the hash of its weights.</param>
    /// <param name="jobs">Number of threads; changes no result.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends it before its end.</param>
    public static PolicyRange Of(
        LoadedEnvironment environment, LearnedPolicy policy, PolicyDocument document, int jobs, IStudyProgress? progress = null,
        CancellationToken cancellation = default)
    {
        SignalList list = ListOf(environment, document);
        ulong[] seeds = [.. Enumerable.Range(0, Problems).Select(i => SeedOf(document.Seed, i))];
        var rows = new List<double[]>();
        int played = 0;
        using var players = new ThreadLocal<RangePlayer>(() => new RangePlayer(environment, policy, list));
        (progress ?? NoProgress.Instance).Track(new StudyStage("range", Problems) { Unit = "problems" }, report =>
        {
            new ParallelExecutor(jobs).Run(
                seeds,
                seed => players.Value!.Play(seed),
                seen =>
                {
                    rows.AddRange(seen);
                    report.Report(new StageProgress(++played, ""));
                },
                cancellation);
            return true;
        });
        return PolicyRange.Of(document.Weights, Problems, document.Seed, list, rows);
    }

    /// <summary>The same, of a policy in whose training other processes play.</summary>
    /// <param name="environment">In which the policy was trained.</param>
    /// <param name="document">The content of its policy.json, with the hash of its weights.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="players">Those processes.</param>
    /// <param name="cancellation">Ends it before its end.</param>
    /// <exception cref="IOException">Nobody can play.</exception>
    internal static PolicyRange Of(
        LoadedEnvironment environment, PolicyDocument document, TensorFile weights, IRoundPlayers players, CancellationToken cancellation) => PolicyRange.Of(
        document.Weights, Problems, document.Seed, ListOf(environment, document),
        [.. players.Play(RangeState.Write(document, weights), Problems, cancellation).SelectMany(RangeState.Read)]);

    /// <summary>Seed of a problem and its episode.</summary>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="problem">Number of the problem.</param>
    internal static ulong SeedOf(ulong seed, int problem) => SeedSequence.Child(SeedSequence.Child(seed, "range"), (ulong)problem);

    private static SignalList ListOf(LoadedEnvironment environment, PolicyDocument document) =>
        SignalList.ByName(environment.Parts, document.Signals.Names, document.State.Names);
}
