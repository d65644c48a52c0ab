using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;
using RlQuery.Studies.Training;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;

namespace RlQuery.Studies.Tuning;

/// <summary>Searches for the settings of an agent by random search with successive halving, on an environment's validation sets.</summary>
public sealed class TuningStudy : IDisposable
{
    private const int UsualTrials = 32;
    private const int UsualSteps = 100_000;
    private const int UsualEta = 3;
    private const int UsualRepeats = 20;

    private readonly TuningRun _run;
    private readonly TuningFolder _folder;
    private readonly OutputLock _lock;

    private TuningStudy(TuningRun run, TuningFolder folder, OutputLock taken) => (_run, _folder, _lock) = (run, folder, taken);

    /// <summary>Checks all options; nothing is run or written. From here to the end of its run, only this study writes into its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static TuningStudy Open(TuningOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static TuningStudy Open(TuningOptions options, OutputLock taken)
    {
        var faults = new Faults();
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(options.Environment, options.Parts, options.Featurizer));
        faults.Note(environment?.Notes ?? []);
        TuneSpace? space = AgentChoice.Parse(options.Agent, options.Parts, environment, faults) is null
            ? null
            : TuneSpace.Of(environment!.Definition, options.Agent, options.Parts);
        if (space is not null)
        {
            faults.Collect(() => environment!.TrainingProblems);
        }
        if (environment is { Validation.Count: 0 })
        {
            faults.Add($"{options.Environment}: names no validation sets, on which trials are compared");
        }
        int trials = faults.Within("trials", options.Trials, Limits.Trials, UsualTrials);
        int steps = faults.Within("steps", options.Steps, Limits.Steps, UsualSteps);
        int eta = faults.Within("factor", options.Eta, Limits.Eta, UsualEta);
        int repeats = faults.Within("repeats", options.Repeats, Limits.TrialRepeats, UsualRepeats);
        int seed = faults.Within("seed", options.Seed, Limits.Seed, 1);
        int jobs = faults.Within("jobs", options.Jobs, Limits.Jobs, Environment.ProcessorCount);
        if (options.Nodes is not null && environment is not null)
        {
            TrainingRun.CheckNodes(environment, options.Agent, faults);
        }
        var folder = new TuningFolder(options.Out);
        folder.Check(options.Resume, faults);
        faults.ThrowIfAny();

        var plan = new TuningPlan(environment!, options.Agent, space!, trials, steps, eta, repeats, seed);
        foreach (int trial in Enumerable.Range(1, trials))
        {
            CheckTrial(plan, trial, faults);
        }
        faults.ThrowIfAny();
        return new TuningStudy(new TuningRun(plan, options.Environment, jobs) { Nodes = options.Nodes }, folder, taken);
    }

    /// <summary>Trains and scores the trials that the folder does not hold yet.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="InvalidInputException">The folder holds another tuning, or cannot be written.</exception>
    /// <exception cref="StudyStoppedException">It was cancelled; what was tried is kept.</exception>
    public TuningResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            return _run.Run(_folder, progress ?? NoProgress.Instance, cancellation);
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Settings that are allowed one by one may be invalid together.</summary>
    private static void CheckTrial(TuningPlan plan, int trial, Faults faults)
    {
        var own = new Faults();
        own.Collect(() => AgentSettings.Of(plan.EnvironmentOf(trial).Definition, plan.Agent, plan.Environment.Parts));
        own.AddTo(faults, $"tune.{plan.Agent}: trial {trial} would have ");
    }
}
