using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Training;

/// <summary>Plays episodes of a training in another process: those of rounds, and those of validation. One per thread.</summary>
public sealed class RoundPlayer
{
    private readonly LoadedEnvironment _environment;
    private readonly TrainingSetup _setup;
    private readonly IAgentDescriptor _descriptor;
    private readonly AgentOptions _options;
    private readonly Lazy<IScatteredPlayer> _player;
    private byte[] _state = [];
    private ValidationPlayer? _validation;

    /// <summary>Prepares to play.</summary>
    /// <param name="environment">The environment; only its training and validation sets are needed.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="InvalidInputException">An unknown agent, or settings that are not allowed.</exception>
    public RoundPlayer(LoadedEnvironment environment, string agent, ulong seed)
    {
        _environment = environment;
        _options = AgentSettings.Of(environment.Definition, agent, environment.Parts);
        _descriptor = environment.Parts.Find<IAgentDescriptor>(agent);
        _setup = Trainer.Setup(environment, seed, jobs: 1, TorchRuntime.Initialize("cpu"));
        _player = new Lazy<IScatteredPlayer>(() => _descriptor is IScatteredDescriptor scattered
            ? scattered.Player(_setup, _options)
            : throw new InvalidInputException($"agent: episodes of {_descriptor.Name} are played where it is trained"));
    }

    /// <summary>Takes over what the next episodes depend on.</summary>
    /// <param name="state">What <see cref="IRoundPlayers.Play"/> was given.</param>
    /// <exception cref="InvalidInputException">It is damaged, or the agent's episodes are played where it is trained.</exception>
    public void Load(byte[] state)
    {
        // All lots of a round have the same.
        if (_state.AsSpan().SequenceEqual(state))
        {
            return;
        }
        _state = [];
        TensorFile read = SafetensorsReader.Read(new MemoryStream(state), "state of a round");
        _validation = ValidationPlayer.Of(read, _environment, _options.SelectorIn(_environment.Parts));
        if (_validation is null)
        {
            _setup.Normalisation = NormalisationFile.Load(read, _setup.SignalList);
            _player.Value.Take(read, SentState.RoundOf(read));
        }
        _state = state;
    }

    /// <summary>Plays an episode.</summary>
    /// <param name="episode">Its number among those that depend on what was loaded last.</param>
    public byte[] Play(int episode) => _validation is null ? _player.Value.Play(episode) : _validation.Play(episode);
}
