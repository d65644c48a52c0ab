using System.Diagnostics;
using System.Globalization;
using RlQuery.Core.Environments;
using RlQuery.Studies;
using RlQuery.Torch.Training;

namespace RlQuery.Cli;

/// <summary>One training run with its display and its figure.</summary>
/// <param name="Environment">Where the agent is trained.</param>
/// <param name="Agent">Name of the agent.</param>
/// <param name="Options">What the command line decides.</param>
internal sealed record TrainingJob(LoadedEnvironment Environment, string Agent, TrainerOptions Options)
{
    /// <summary>Trains to the end, or until Ctrl+C, and draws the reward curve.</summary>
    public void Run(Terminal terminal)
    {
        Display? display = null;
        TrainingResult result;
        try
        {
            double total = Options.Steps ?? Options.Minutes!.Value;
            result = ProgressDisplay.Track(terminal, "train", total, report =>
            {
                display = new Display(terminal, Options, report);
                return new Trainer(Environment, Agent, Options, [display]).Run(terminal.Cancellation);
            });
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine($"training is saved in {Options.Out}; the same command with --resume goes on");
            throw;
        }
        FolderUpdate.Apply(Options.Out, result.Write);
        FolderUpdate.Apply(Options.Out, folder => TrainingFigure.Create(Options.Out).Save(folder, TrainingFigure.Name));
        terminal.Output.WriteLine(display!.Rounds == 0
            ? $"policy and reward curve: {Options.Out} (training had ended at step {result.Steps}; nothing to do)"
            : $"policy and reward curve: {Options.Out} (trained for {result.Steps} steps)");
    }

    /// <summary>Tells where training goes on, and how it does.</summary>
    private sealed class Display(Terminal terminal, TrainerOptions options, ProgressDisplay.Report report) : ITrainingCallback
    {
        private readonly bool _resumes = PolicyTarget.HoldsCheckpoint(options.Out);
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private double _validation = double.NaN;

        public int Rounds { get; private set; }

        public void OnStart(long step)
        {
            if (options.Resume)
            {
                terminal.Error.WriteLine(_resumes ? $"resuming at step {step}" : $"{options.Out} holds no checkpoint: starting over");
            }
        }

        public bool OnRound(TrainingRow row)
        {
            Rounds++;
            _validation = double.IsNaN(row.ValidationScore) ? _validation : row.ValidationScore;
            string validation = double.IsNaN(_validation) ? "" : string.Create(CultureInfo.InvariantCulture, $", to margin {_validation:+0.0000;-0.0000}");
            report(
                options.Steps is null ? _clock.Elapsed.TotalMinutes : row.EnvSteps,
                string.Create(CultureInfo.InvariantCulture, $"step {row.EnvSteps}, return {row.ReturnMean:+0.0000;-0.0000}{validation}"));
            return true;
        }
    }
}
