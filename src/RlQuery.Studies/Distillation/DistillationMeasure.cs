using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Statistics;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Distillation;

/// <summary>Lets a teacher, what was distilled from it, and the task's reference play the same problems.</summary>
/// <param name="environment">Problems, protocol and learner.</param>
/// <param name="teacher">The teacher.</param>
/// <param name="students">What was distilled from it, by name.</param>
/// <param name="jobs">Number of threads; changes no result.</param>
internal sealed class DistillationMeasure(
    LoadedEnvironment environment, LearnedPolicy teacher, IReadOnlyList<(string Name, LearnedPolicy Policy)> students, int jobs)
{
    /// <summary>Name of the teacher's row.</summary>
    public const string Teacher = "teacher";

    /// <summary>Measures on problems that are drawn like those of training, under seeds of their own.</summary>
    /// <param name="count">Number of problems.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Ends it before its end.</param>
    public IReadOnlyList<DistillationRow> LikeTraining(int count, ulong seed, IStudyProgress progress, CancellationToken cancellation)
    {
        IProblemSource source = environment.TrainingProblems;
        ulong own = SeedSequence.Child(seed, "distillation measured");
        return Play(
            "problems drawn like those of training",
            [.. Enumerable.Range(0, count).Select(i => Draw(SeedSequence.Child(own, (ulong)i), $"{i}"))], progress, cancellation);

        (ulong, string, Func<Problem>) Draw(ulong at, string group) => (at, group, () => source.Draw(at));
    }

    /// <summary>Measures on the environment's evaluation sets, with the seeds that an evaluation begins with.</summary>
    /// <param name="count">Number of problems, at least one of each set.</param>
    /// <param name="seen">Number of sets that the teacher has seen in training.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Ends it before its end.</param>
    public IReadOnlyList<DistillationRow> OnSets(int count, int seen, IStudyProgress progress, CancellationToken cancellation)
    {
        IReadOnlyList<Dataset> sets = environment.Evaluation;
        int repeats = Math.Max(1, count / sets.Count);
        string known = seen == 0 ? "" : FormattableString.Invariant($", {seen} seen in training");
        return Play(
            FormattableString.Invariant($"{sets.Count} evaluation set{(sets.Count == 1 ? "" : "s")}{known}"),
            [.. sets.SelectMany(set => Enumerable.Range(0, repeats).Select(repeat => Draw((ulong)repeat, set)))], progress, cancellation);

        (ulong, string, Func<Problem>) Draw(ulong at, Dataset set) => (at, set.Name, () => environment.Problem.Create(set, at));
    }

    private DistillationRow[] Play(
        string measuredOn, IReadOnlyList<(ulong Seed, string Group, Func<Problem> Create)> problems, IStudyProgress progress, CancellationToken cancellation)
    {
        var played = new List<MeasuredProblem>();
        var options = new EpisodeOptions(environment.Definition.Budget, environment.Definition.BatchSize);
        using var runners = new ThreadLocal<StrategyRunner>(() => new StrategyRunner(environment.Learner, options, metrics: environment.Metrics));
        progress.Track(new StudyStage($"measure on {measuredOn}", problems.Count) { Unit = "problems" }, report =>
        {
            new ParallelExecutor(jobs).Run(
                problems,
                problem => Play(runners.Value!, problem.Create(), problem.Seed, problem.Group),
                one =>
                {
                    played.Add(one);
                    report.Report(new StageProgress(played.Count, ""));
                },
                cancellation);
            return true;
        });
        return Rows(measuredOn, played);
    }

    private MeasuredProblem Play(StrategyRunner runner, Problem problem, ulong seed, string group)
    {
        IQueryStrategy[] others = [.. students.Select(student => student.Policy), environment.Reference];
        var watched = new WatchedPolicy(teacher, others);
        LearningCurve[] curves = [.. others.Prepend(watched).Select(strategy => runner.Run(problem, strategy, seed))];
        return new MeasuredProblem(group, [.. curves.Select(curve => curve.Aubc)], [.. curves.Select(curve => curve.Merit)], watched.Choices, watched.Same);
    }

    private DistillationRow[] Rows(string measuredOn, List<MeasuredProblem> played)
    {
        string[] names = [Teacher, .. students.Select(student => student.Name), environment.Reference.Name];
        int reference = names.Length - 1;
        int choices = played.Sum(one => one.Choices);
        return
        [
            .. names.Select((name, i) => new DistillationRow(
                measuredOn, played.Count, name, played.Average(one => one.Aubc[i]),
                i == reference ? null : Difference(played, i, reference),
                i == 0 ? null : Difference(played, i, 0),
                i == 0 || choices == 0 ? null : (double)played.Sum(one => one.Same[i - 1]) / choices)),
        ];
    }

    private static MeanInterval Difference(List<MeasuredProblem> played, int strategy, int other)
    {
        double[] means = [.. played.GroupBy(one => one.Group, one => one.Merit[strategy] - one.Merit[other]).Select(group => group.Average())];
        // The only set's problems stand for themselves.
        return MeanInterval.Of(means.Length > 1 ? means : [.. played.Select(one => one.Merit[strategy] - one.Merit[other])]);
    }
}
