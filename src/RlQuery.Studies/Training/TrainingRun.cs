using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Reporting;
using RlQuery.Studies.Results;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Training;

/// <summary>One training run with its figure.</summary>
/// <param name="Environment">Where the agent is trained.</param>
/// <param name="Agent">Name of the agent.</param>
/// <param name="Options">How long, from which seed, and into which folder.</param>
public sealed record TrainingRun(LoadedEnvironment Environment, string Agent, TrainerOptions Options)
{
    /// <summary>The lock of the folder, where the caller has taken it; he lets go of it.</summary>
    /// <value>Default: null; then the run takes it.</value>
    public OutputLock? Lock { get; init; }

    /// <summary>Who plays the episodes of rounds; see <see cref="CheckNodes"/>. The policy does not depend on it.</summary>
    /// <value>Default: null; then this process does.</value>
    public IParcelNodes? Nodes { get; init; }

    /// <summary>What keeps the episodes of a training from being played by nodes.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="faults">Receives a line for each.</param>
    public static void CheckNodes(LoadedEnvironment environment, string agent, Faults faults) => TrainingParcel.Check(environment, agent, faults);

    /// <summary>Trains to the end, and draws the reward curve.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end.</param>
    /// <exception cref="InvalidInputException">Another run has the folder.</exception>
    /// <exception cref="StudyStoppedException">It was cancelled; the training is saved.</exception>
    public TrainedPolicy Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using OutputLock? own = Lock is null ? OutputLock.Take(Options.Out) : null;
        progress ??= NoProgress.Instance;
        progress.Tell([.. Environment.Training, .. Environment.Validation]);
        var stage = new StudyStage("train", Options.Steps ?? Options.Minutes!.Value) { IsTimed = Options.Steps is null };
        RemoteRounds? players = Nodes is null ? null : new RemoteRounds(Environment, Agent, Options.Seed, Nodes, progress.Note);
        Callback? callback = null;
        TrainingResult result;
        try
        {
            result = progress.Track(stage, report =>
            {
                callback = new Callback(Options, Environment.Task.Reference, progress, report, Nodes);
                return new Trainer(Environment, Agent, Options with { Players = players }, [callback]).Run(cancellation);
            });
        }
        catch (OperationCanceledException stop)
        {
            throw new StudyStoppedException($"training is saved in {Options.Out}", stop);
        }
        if (callback!.Rounds > 0 && result.Steps > Options.Steps)
        {
            progress.Note($"note: --steps {Options.Steps} is less than a single episode takes, which is never cut; {result.Steps} steps were made");
        }
        try
        {
            Write(result, players, cancellation);
        }
        catch (OperationCanceledException stop)
        {
            throw new StudyStoppedException($"training is saved in {Options.Out}", stop);
        }
        FolderUpdate.Apply(Options.Out, folder => RewardCurves.Draw([Options.Out], folder));
        return new TrainedPolicy(Options.Out, result.Steps, WasTrained: callback.Rounds == 0);
    }

    // The range is measured first, so that no folder holds that of another policy.
    private void Write(TrainingResult result, RemoteRounds? players, CancellationToken cancellation)
    {
        PolicyDocument document = PolicyWriter.Complete(result.Document, result.Weights);
        PolicyRange range = players is null
            ? RangeMeasure.Of(
                Environment, PolicyReader.Load(document, result.Weights, result.Parts), document, Options.Jobs, null, cancellation)
            : RangeMeasure.Of(Environment, document, result.Weights, players, cancellation);
        FolderUpdate.Apply(Options.Out, folder =>
        {
            result.Write(folder);
            range.Write(folder);
        });
    }

    /// <summary>Tells where training goes on, and how it does.</summary>
    private sealed class Callback(TrainerOptions options, string reference, IStudyProgress progress, IProgress<StageProgress> report, IParcelNodes? nodes)
        : ITrainingCallback
    {
        private readonly bool _resumes = TrainingFolder.HoldsCheckpoint(options.Out);
        private double _validation = double.NaN;

        public int Rounds { get; private set; }

        public void OnStart(long step)
        {
            if (options.Resume)
            {
                progress.Note(_resumes ? $"resuming at step {step}" : $"{options.Out} holds no checkpoint: starting over");
            }
        }

        public bool OnRound(TrainingRow row)
        {
            Rounds++;
            _validation = double.IsNaN(row.ValidationScore) ? _validation : row.ValidationScore;
            string validation = double.IsNaN(_validation) ? "" : $", to {reference} {TextNumbers.Signed(_validation)}";
            string who = nodes is null ? "" : $", {nodes.Words}";
            report.Report(new StageProgress(
                row.EnvSteps,
                string.Create(CultureInfo.InvariantCulture, $"step {row.EnvSteps}, return {TextNumbers.Signed(row.ReturnMean)}{validation}{who}")));
            return true;
        }
    }
}
