using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Distillation;

/// <summary>Makes a learned policy into a gated linear rule and into a small decision tree, and measures what each costs.</summary>
/// <remarks>
/// Both learn the teacher's scores in the states that the teacher itself meets. Source: A. A. Rusu et al., "Policy Distillation" (ICLR 2016); trees as in
/// O. Bastani, Y. Pu and A. Solar-Lezama, "Verifiable Reinforcement Learning via Policy Extraction" (NeurIPS 2018), without their further rounds.
/// </remarks>
public sealed class DistillationStudy : IDisposable
{
    private const int UsualEpisodes = 400;

    private readonly DistillationRun _run;
    private readonly OutputFolder _folder;
    private readonly OutputLock _lock;

    private DistillationStudy(DistillationRun run, OutputFolder folder, OutputLock taken) => (_run, _folder, _lock) = (run, folder, taken);

    /// <summary>Checks all options; nothing is run or written. From here to the end of its run, only this study writes its folder.</summary>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static DistillationStudy Open(DistillationOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static DistillationStudy Open(DistillationOptions options, OutputLock taken)
    {
        var faults = new Faults();
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(options.Environment, options.Parts, options.Featurizer));
        faults.Note(environment?.Notes ?? []);
        LearnedStrategy? teacher = LearnedStrategies.Open([options.Policy], options.Parts, faults).SingleOrDefault();
        if (environment is not null)
        {
            faults.Collect(() => environment.TrainingProblems);
            faults.Collect(() => environment.Evaluation);
        }
        if (environment is not null && teacher is not null)
        {
            TaskFit.CheckPolicy(teacher, environment.Task, faults);
        }
        int episodes = faults.Within("episodes", options.Episodes, Limits.Distilled, UsualEpisodes);
        int seed = faults.Within("seed", options.Seed, Limits.Seed, 1);
        int jobs = faults.Within("jobs", options.Jobs, Limits.Jobs, Environment.ProcessorCount);
        OutputFolder? folder = faults.Collect(() => new OutputFolder(options.Out));
        faults.ThrowIfAny();
        var run = new DistillationRun(environment!, teacher!, PolicyFolder.Locate(options.Policy), episodes, (ulong)seed, jobs);
        return new DistillationStudy(run, folder!, taken);
    }

    /// <summary>Plays the teacher, fits rule and tree, measures them and writes the folder.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end; nothing is written then.</param>
    /// <exception cref="InvalidInputException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DistillationResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            _folder.Probe();
            return _run.Run(_folder, progress ?? NoProgress.Instance, cancellation);
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();
}
