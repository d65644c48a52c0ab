using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Training;

/// <summary>Plays episodes of a training in another process: those that measure its inputs, of rounds, and of validation. One per thread.</summary>
public sealed class RoundPlayer
{
    private readonly LoadedEnvironment _environment;
    private readonly TrainingSetup _setup;
    private readonly IAgentDescriptor _descriptor;
    private readonly AgentOptions _options;
    private readonly Lazy<IScatteredPlayer> _player;
    private byte[] _state = [];
    private Func<int, byte[]>? _play;

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
        (_state, _play) = ([], null);
        TensorFile read = SafetensorsReader.Read(new MemoryStream(state), "state of a round");
        Selector selector = _options.SelectorIn(_environment.Parts);
        _play = ValidationPlayer.Of(read, _environment, selector) is { } validation ? validation.Play
            : InputStatistics.Player(read, _setup, selector) ?? Round(read);
        _state = state;
    }

    /// <summary>Plays an episode.</summary>
    /// <param name="episode">Its number among those that depend on what was loaded last.</param>
    /// <exception cref="InvalidOperationException">Nothing was loaded.</exception>
    public byte[] Play(int episode) => _play is null ? throw new InvalidOperationException("nothing was loaded") : _play(episode);

    private Func<int, byte[]> Round(TensorFile state)
    {
        _setup.Normalisation = NormalisationFile.Load(state, _setup.SignalList);
        _player.Value.Take(state, SentState.RoundOf(state));
        return _player.Value.Play;
    }
}
