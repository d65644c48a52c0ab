using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Distillation;

/// <summary>A distillation from the teacher's play to the folder.</summary>
/// <param name="Environment">What is played and measured on.</param>
/// <param name="Teacher">Who plays.</param>
/// <param name="TeacherFolder">Its folder.</param>
/// <param name="Episodes">Number of problems that are played, and of those that are measured on.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Jobs">Number of threads; changes no result.</param>
internal sealed record DistillationRun(LoadedEnvironment Environment, LearnedStrategy Teacher, string TeacherFolder, int Episodes, ulong Seed, int Jobs)
{
    // With 32 candidates each, these are a few hundred megabytes at most.
    private const double MostStates = 60_000;

    /// <summary>Plays, fits, measures and writes.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Ends the run before its end; nothing is written then.</param>
    public DistillationResults Run(OutputFolder folder, IStudyProgress progress, CancellationToken cancellation)
    {
        progress.Tell([.. Environment.Training, .. Environment.Evaluation]);
        string[] seen = [.. Teacher.Seen(Environment.Evaluation)];
        if (seen.Length > 0)
        {
            progress.Note($"note: {Teacher.Strategy.Name} has seen {string.Join(", ", seen)} in training or validation: what it gains there is too optimistic");
        }
        (IReadOnlyList<TeacherState> states, long choices) = Teach(progress, cancellation);
        int signals = Teacher.Document.Network.Signals;
        int stateValues = Teacher.Document.Network.StateValues;
        float[] weights = RuleFit.Fit(states, signals, stateValues);
        cancellation.ThrowIfCancellationRequested();
        ScoringTree tree = TreeGrowth.Grow(new TreeRows(states, signals, stateValues));
        var rule = DistilledPolicy.OfRule(weights, Teacher, Environment, Seed, choices);
        var own = DistilledPolicy.OfTree(tree, Teacher, Environment, Seed, choices);
        var measure = new DistillationMeasure(
            Environment, Teacher.Strategy,
            [(DistilledPolicy.Rule, rule.ToPolicy(Environment.Parts)), (DistilledPolicy.Tree, own.ToPolicy(Environment.Parts))], Jobs);
        DistillationRow[] rows =
        [
            .. measure.LikeTraining(Episodes, Seed, progress, cancellation),
            .. Environment.Evaluation.Count > 0 ? measure.OnSets(Episodes, seen.Length, progress, cancellation) : [],
        ];
        var results = new DistillationResults(
            folder.Target, Environment.Reference.Name, rows, RuleWords.Of(weights, Teacher.Document.Signals.Names, Teacher.Document.State.Names), tree.Leaves);
        new DistillationFiles(this, results, rule, own) { States = states.Count, Choices = choices }.Write(folder);
        return results;
    }

    private (IReadOnlyList<TeacherState> States, long Choices) Teach(IStudyProgress progress, CancellationToken cancellation)
    {
        var states = new List<TeacherState>();
        long choices = 0;
        int played = 0;
        var options = new EpisodeOptions(Environment.Definition.Budget, Environment.Definition.BatchSize);
        IProblemSource problems = Environment.TrainingProblems;
        double share = Math.Min(1, MostStates / ((double)Episodes * options.Budget));
        ulong own = SeedSequence.Child(Seed, "distillation played");
        ulong[] seeds = [.. Enumerable.Range(0, Episodes).Select(i => SeedSequence.Child(own, (ulong)i))];
        using var runners = new ThreadLocal<StrategyRunner>(
            () => new StrategyRunner(Environment.TrainingLearner, options, metrics: Environment.Metrics));
        progress.Track(new StudyStage($"play {Teacher.Strategy.Name}", Episodes) { Unit = "episodes" }, report =>
        {
            new ParallelExecutor(Jobs).Run(
                seeds,
                seed =>
                {
                    var recorder = new TeacherRecorder(Teacher.Strategy, share);
                    runners.Value!.Run(problems.Draw(seed), recorder, seed);
                    return recorder;
                },
                recorder =>
                {
                    states.AddRange(recorder.States);
                    choices += recorder.Choices;
                    report.Report(new StageProgress(++played, ""));
                },
                cancellation);
            return true;
        });
        return (states, choices);
    }
}
