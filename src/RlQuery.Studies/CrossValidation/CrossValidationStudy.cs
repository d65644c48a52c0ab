using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;
using RlQuery.Torch.Agents;

namespace RlQuery.Studies.CrossValidation;

/// <summary>Trains a policy for each fold of an environment's sets and measures it on the sets that it did not see; sets of one origin share a fold.</summary>
public sealed class CrossValidationStudy : IDisposable
{
    private const int UsualSteps = 100_000;
    private const int UsualFolds = 5;
    private const int UsualRepeats = 20;

    private readonly CrossValidationRun _run;
    private readonly CrossValidationFolder _folder;
    private readonly int[] _folds;
    private readonly bool _force;
    private readonly OutputLock _lock;

    private CrossValidationStudy(CrossValidationRun run, CrossValidationFolder folder, int[] folds, bool force, OutputLock taken) =>
        (_run, _folder, _folds, _force, _lock) = (run, folder, folds, force, taken);

    /// <summary>Checks all options; nothing is run or written. From here to the end of its run, only this study writes into its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static CrossValidationStudy Open(CrossValidationOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static CrossValidationStudy Open(CrossValidationOptions options, OutputLock taken)
    {
        var faults = new Faults();
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(options.Environment, options.Parts, options.Featurizer));
        faults.Note(environment?.Notes ?? []);
        AgentOptions? agent = AgentChoice.Parse(options.Agent, options.Parts, environment, faults);
        int steps = faults.Within("steps", options.Steps, Limits.Steps, UsualSteps);
        int seed = faults.Within("seed", options.Seed, Limits.Seed, 1);
        IReadOnlyList<OriginSet>? sets = environment is null ? null : Sets(options.Environment, environment, faults);
        int folds = sets is null ? 2 : CountFolds(options, sets, faults);
        int[] chosen = sets is null ? [] : Chosen(options.OnlyFolds, folds, faults);
        IQueryStrategy[] heuristics = TaskChecks.Run(environment, options.Environment, options.Parts, faults, (task, own) => Heuristics(options, task, own));
        ILearnerFactory? learner = options.Learner is string name
            ? TaskChecks.Run(
                environment, options.Environment, options.Parts, faults, (task, own) => own.Collect(() => options.Parts.FindLearner(name, task.Unit)))
            : environment?.Learner;
        int repeats = faults.Within("repeats", options.Repeats, Limits.Repeats, UsualRepeats);
        int budget = faults.Within("budget", options.Budget, Limits.Budget, environment?.Definition.Budget ?? 1);
        int batch = faults.Within("batch-size", options.BatchSize, Limits.Budget, environment?.Definition.BatchSize ?? 1);
        int start = faults.Within("start", options.Start, Limits.Start, environment?.Problem.Start ?? 1);
        int jobs = faults.Within("jobs", options.Jobs, Limits.Jobs, Environment.ProcessorCount);
        if (options.Nodes is not null && sets is not null)
        {
            ILearnerFactory?[] learners = [learner, environment?.TrainingLearner];
            EvaluationParcel.Check([.. sets.Select(set => set.Data)], learners.OfType<ILearnerFactory>().Distinct(), [], faults);
        }
        var folder = new CrossValidationFolder(options.Out);
        folder.Check(options.Resume, options.Force, faults);
        faults.ThrowIfAny();

        // Without validation sets training validates on problems like its own, and no fold is needed for it.
        var plan = new CrossValidationPlan(
            environment!, options.Agent, steps, seed, sets!, OriginFolds.Assign(sets!, folds, environment!.Definition.Seed), folds,
            agent!.ValidateEvery > 0 && environment.Validation.Count > 0);
        foreach (int fold in chosen)
        {
            faults.Collect(() => plan.EnvironmentOf(fold).TrainingProblems);
        }
        faults.ThrowIfAny();
        var run = new CrossValidationRun(
            plan, [.. heuristics.Select(ComparedStrategy.Heuristic)], learner!, environment.Problem with { Start = start },
            new EpisodeOptions(budget, batch), repeats, options.Controls, jobs)
        {
            Nodes = options.Nodes,
        };
        return new CrossValidationStudy(run, folder, chosen, options.Force, taken);
    }

    /// <summary>Trains and evaluates the requested folds that are not finished, then reports over all finished folds.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="InvalidInputException">The folder holds another cross-validation, or cannot be written.</exception>
    /// <exception cref="StudyStoppedException">It was cancelled; what was trained and evaluated is kept.</exception>
    public CrossValidationResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            _folder.Begin(_run.Plan, _force);
            return _run.Run(_folder, _folds, progress ?? NoProgress.Instance, cancellation);
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    private static IQueryStrategy[] Heuristics(CrossValidationOptions options, ITask task, Faults faults)
    {
        IQueryStrategy[] heuristics = [.. StrategyChoice.Heuristics(options.Strategies, options.Parts, task, faults)];
        ControlStrategies.Check(options.Controls, heuristics, task, faults);
        return heuristics;
    }

    private static IReadOnlyList<OriginSet> Sets(string file, LoadedEnvironment environment, Faults faults)
    {
        Dataset[]? data = faults.Collect<Dataset[]>(() => [.. environment.Training, .. environment.Validation, .. environment.Evaluation]);
        foreach (string name in (data ?? []).GroupBy(set => set.Name).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            faults.Add($"{file}: two sets are named '{name}'; results are told apart by file name, so rename one");
        }
        return OriginSet.Of(data ?? [], Catalog.Load(EnvironmentsFolder.Locate(Path.GetDirectoryName(Path.GetFullPath(file)))));
    }

    private static int CountFolds(CrossValidationOptions options, IReadOnlyList<OriginSet> sets, Faults faults)
    {
        int origins = sets.Select(set => set.Origin).Distinct().Count();
        if (origins < 2)
        {
            faults.Add($"{options.Environment}: names sets of {origins} origins; folds need two or more");
            return 2;
        }
        return faults.Within("folds", options.Folds ?? UsualFolds, new Limits(2, origins), UsualFolds);
    }

    private static int[] Chosen(IReadOnlyList<int> only, int folds, Faults faults) => only.Count > 0
        ? [.. only.Select(fold => faults.Within("fold", fold, new Limits(1, folds), 1) - 1).Distinct().Order()]
        : [.. Enumerable.Range(0, folds)];
}
