using System.Diagnostics;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using TorchSharp;

namespace RlQuery.Torch.Training;

/// <summary>Trains an agent in an environment: rounds, validation, the best policy so far, early stopping, checkpoints.</summary>
/// <remarks>
/// The result depends only on the environment, the agent's settings, the seed and the number of steps. A run that is killed and resumed, at any moment and any
/// number of times, ends in the same bytes.
/// </remarks>
public sealed class Trainer
{
    /// <summary>Name of TensorBoard's file of a run.</summary>
    public const string EventsName = TensorBoardLog.Name;

    /// <summary>Name of the checkpoint in the folder of a policy.</summary>
    public const string CheckpointName = CheckpointFile.Name;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly LoadedEnvironment _environment;
    private readonly IAgentDescriptor _agent;
    private readonly AgentOptions _options;
    private readonly TrainerOptions _run;
    private readonly IReadOnlyList<ITrainingCallback> _callbacks;
    private readonly CheckpointFile _file;

    /// <summary>Prepares a run; nothing is written yet.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="run">What the command line decides.</param>
    /// <param name="callbacks">Follow the run.</param>
    /// <exception cref="InvalidInputException">An unknown agent, settings that are not allowed, or no signals.</exception>
    public Trainer(LoadedEnvironment environment, string agent, TrainerOptions run, IReadOnlyList<ITrainingCallback> callbacks)
    {
        if (environment.SignalList.Signals.Count == 0)
        {
            throw new InvalidInputException($"{environment.Name}: signals names none; an agent needs at least one");
        }
        _environment = environment;
        _options = AgentSettings.Of(environment.Definition, agent, environment.Parts);
        _agent = environment.Parts.Find<IAgentDescriptor>(agent);
        _run = run;
        _callbacks = callbacks;
        _file = new CheckpointFile(run.Out, [
            ("agent", agent), ("seed", $"{run.Seed}"), ("environment", environment.Hash),
            .. Seen.Select(data => ($"data set {data.Name}", data.Hash)),
        ], FileModes.Of(Seen.Select(data => data.Source)));
    }

    /// <summary>The real sets that the policy depends on.</summary>
    private IEnumerable<Dataset> Seen => _options.ValidateEvery > 0 ? _environment.Training.Concat(_environment.Validation) : _environment.Training;

    /// <summary>Trains to the end.</summary>
    /// <param name="cancel">Stops between two rounds and saves a checkpoint.</param>
    /// <returns>The trained policy and its curve.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint is written.</exception>
    /// <exception cref="InvalidInputException">The folder's checkpoint is of another run or damaged.</exception>
    public TrainingResult Run(CancellationToken cancel)
    {
        TensorFile? checkpoint = _run.Resume ? _file.Read() : null;
        if (checkpoint is not null && TrainingState.IsCutOtherwise(checkpoint, _run.Steps))
        {
            checkpoint = null;
        }
        var state = new TrainingState();
        Selector selector = _options.SelectorIn(_environment.Parts);
        TrainingSetup setup = Setup(_environment, _run.Seed, _run.Jobs, _run.Device, _run.Players);
        if (checkpoint is null)
        {
            (setup.Normalisation, int steps) = Measure(setup, selector, cancel);
            state.Begin(steps);
            state.CutTo = InputStatistics.Fits(setup.Episode.Budget, MostMeasured) ? 0 : _run.Steps!.Value;
        }
        else
        {
            setup.Normalisation = NormalisationFile.Load(checkpoint, setup.SignalList);
        }
        using IAgent agent = _agent.Create(setup, _options);
        if (checkpoint is not null)
        {
            agent.Load(checkpoint);
            state.Load(checkpoint, agent.Shape, agent.Members);
        }
        foreach (ITrainingCallback callback in _callbacks)
        {
            callback.OnStart(state.Steps);
        }
        if (!Done(state))
        {
            Loop(agent, setup, state, cancel);
        }
        return Result(agent, setup, state);
    }

    /// <summary>What agents need to know of an environment.</summary>
    internal static TrainingSetup Setup(LoadedEnvironment environment, ulong seed, int jobs, torch.Device device, IRoundPlayers? players = null) => new()
    {
        Parts = environment.Parts,
        Task = environment.Task,
        SignalList = environment.SignalList,
        Learner = environment.TrainingLearner,
        Problems = environment.TrainingProblems,
        Episode = new EpisodeOptions(
            environment.Definition.Budget, environment.Definition.BatchSize, environment.Definition.Candidates, environment.Definition.Reward.Smoothing,
            environment.Metric),
        Reward = environment.CreateReward,
        Seed = seed,
        Jobs = jobs,
        Device = device,
        Players = players,
    };

    /// <summary>The measurement of inputs takes at most half of the steps.</summary>
    private long MostMeasured => _run.Steps is long steps ? steps / 2 : long.MaxValue;

    private (Normalisation Normalisation, int Steps) Measure(TrainingSetup setup, Selector selector, CancellationToken cancel)
    {
        try
        {
            return InputStatistics.Measure(setup, selector, MostMeasured, cancel);
        }
        catch (OperationCanceledException)
        {
            _file.WriteBeginning();
            throw;
        }
    }

    // A finished run stays finished, unless more steps are asked for; if patience ran out, more steps change nothing.
    private bool Done(TrainingState state) =>
        PatienceRanOut(state) || (_run.Steps is long steps && state.Round > 0 ? state.Steps >= steps || state.Next > steps : state.Finished);

    private bool PatienceRanOut(TrainingState state) => _options.Patience > 0 && state.Stale >= _options.Patience;

    private void Loop(IAgent agent, TrainingSetup setup, TrainingState state, CancellationToken cancel)
    {
        if (state.Round == 0)
        {
            // Whatever ends the run from here on, even its first round, it can be resumed.
            Save(agent, setup, state);
        }
        using Validator? validator = _options.ValidateEvery > 0
            ? new Validator(_environment, _options.ValidationRepeats, _options.ValidationProblems, _run.Seed, _run.Jobs, _run.Players, cancel)
            : null;
        if (validator is not null && state.Rows.Count == 0)
        {
            state.AddStart(Validate(agent, setup, state, state.Steps, validator, cancel));
        }
        using var board = new TensorBoardLog(_run.Out, state.Rows, agent.ExplorationName, _run.WallTimes ? TimeProvider.System : null);
        var clock = Stopwatch.StartNew();
        var sinceCheckpoint = Stopwatch.StartNew();
        // Often at first, when there is little to write and a run is most often ended.
        TimeSpan wait = Least(FirstWait, _run.CheckpointEvery);
        state.Finished = false;
        bool whole = true;
        try
        {
            while (!state.Finished)
            {
                // Here, since a round that was played ahead would still be learned from.
                cancel.ThrowIfCancellationRequested();
                long next = state.Steps;
                RoundReport report = agent.Round(state.Round, state.Steps, (_run.Steps ?? long.MaxValue) - state.Steps, cancel);
                whole = false;
                next += report.Uncut;
                if (report.Episodes == 0)
                {
                    state.End(next);
                    Save(agent, setup, state);
                    return;
                }
                TrainingRow row = state.Add(report, validator is not null && (state.Round + 1) % _options.ValidateEvery == 0
                    ? Validate(agent, setup, state, state.Steps + report.Steps, validator, cancel)
                    : (double.NaN, double.NaN));
                whole = true;
                board.Add(row);
                bool stopped = _callbacks.Select(callback => callback.OnRound(row)).ToArray().Contains(false);
                state.Finished = stopped
                    || state.Steps >= _run.Steps
                    || clock.Elapsed.TotalMinutes >= _run.Minutes
                    || PatienceRanOut(state);
                if (report.Uncut > 0)
                {
                    state.CutTo = _run.Steps!.Value;
                    state.End(next);
                }
                if (state.Finished || sinceCheckpoint.Elapsed >= wait)
                {
                    Save(agent, setup, state);
                    sinceCheckpoint.Restart();
                    wait = Least(2 * wait, _run.CheckpointEvery);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // A round that was not played to its end has changed nothing in the agent. One that was learned from and not validated is made again.
            if (whole)
            {
                Save(agent, setup, state);
            }
            throw;
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private (double Score, double Error) Validate(
        IAgent agent, TrainingSetup setup, TrainingState state, long steps, Validator validator, CancellationToken cancel)
    {
        var policy = new ValidatedPolicy(setup.SignalList, setup.Normalisation, agent.Selector, agent.Shape, agent.Weights(), agent.Members);
        (double score, double error) = _run.Players is { } players
            ? validator.Score(policy, players, cancel)
            : validator.Score(policy.Make(_environment.Name));
        state.Judge(policy.Weights, score, steps);
        return (score, error);
    }

    private void Save(IAgent agent, TrainingSetup setup, TrainingState state)
    {
        var checkpoint = new TensorFile();
        NormalisationFile.Save(checkpoint, setup.Normalisation);
        agent.Save(checkpoint);
        state.Save(checkpoint);
        _file.Write(checkpoint);
        if (state.Rows.Count > 0)
        {
            // For whoever watches or plots the run while it goes on.
            TrainingCsv.Write(Path.Combine(_run.Out, TrainingLog.Name), state.Rows, agent.ExplorationName);
        }
    }

    private TrainingResult Result(IAgent agent, TrainingSetup setup, TrainingState state)
    {
        Selector selector = agent.Selector;
        var document = new PolicyDocument
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_run.Out))),
            Agent = agent.Name,
            Network = agent.Shape,
            Signals = PolicySignals.Of(setup.SignalList),
            State = PolicyState.Of(setup.SignalList),
            Normalisation = PolicyNormalisation.Of(setup.Normalisation),
            Selector = new PolicySelector(selector.ShortlistShare, selector.ShortlistSignal.Name, selector.Threshold, agent.Members, selector.ShortlistFloor),
            Environment = new PolicySource(_environment.Name, _environment.Hash),
            Learner = _environment.Learner.Name,
            Budget = _environment.Definition.Budget,
            Data = [.. Seen.Select(PolicySource.Of)],
            Synthetic = [.. _environment.Synthetic.Select(task => task.Name)],
            Seed = _run.Seed,
            EnvSteps = state.Best is null ? state.Steps : state.BestSteps,
        };
        return new TrainingResult(document, state.Best ?? agent.Weights(), state.Rows, agent.ExplorationName, state.Steps, state.BestScore)
        {
            Parts = _environment.Parts,
        };
    }
}
