using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Problems;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Studies.Episodes;

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
        SignalList list = SignalList.ByName(environment.Parts, document.Signals.Names, document.State.Names);
        IProblemSource problems = environment.TrainingProblems;
        ulong own = SeedSequence.Child(document.Seed, "range");
        ulong[] seeds = [.. Enumerable.Range(0, Problems).Select(i => SeedSequence.Child(own, (ulong)i))];
        var rows = new List<double[]>();
        int played = 0;
        using var players = new ThreadLocal<RangePlayer>(() => new RangePlayer(environment, policy, list));
        (progress ?? NoProgress.Instance).Track(new StudyStage("range", Problems) { Unit = "problems" }, report =>
        {
            new ParallelExecutor(jobs).Run(
                seeds,
                seed => players.Value!.Play(problems.Draw(seed), seed),
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
}
