using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Tensors;

namespace RlQuery.Torch.Training;

/// <summary>Plays episodes of an agent's rounds for a training in another process. One per thread.</summary>
public sealed class RoundPlayer : IDisposable
{
    private const string Round = "round";

    private readonly TrainingSetup _setup;
    private readonly IAgentDescriptor _descriptor;
    private readonly AgentOptions _options;
    private IAgent? _agent;
    private int _round;

    /// <summary>Prepares to play.</summary>
    /// <param name="environment">The environment; only its training sets are needed.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <exception cref="InvalidInputException">An unknown agent, or settings that are not allowed.</exception>
    public RoundPlayer(LoadedEnvironment environment, string agent, ulong seed)
    {
        _options = AgentSettings.Of(environment.Definition, agent, environment.Parts);
        _descriptor = environment.Parts.Find<IAgentDescriptor>(agent);
        _setup = Trainer.Setup(environment, seed, jobs: 1, TorchRuntime.Initialize("cpu"));
    }

    /// <summary>What the episodes of a round depend on, as bytes; see <see cref="IRoundPlayers"/>.</summary>
    /// <param name="normalisation">Shift and scale of the network's inputs.</param>
    /// <param name="state">The agent's state.</param>
    /// <param name="round">Number of the round.</param>
    public static byte[] Write(Normalisation normalisation, TensorFile state, int round)
    {
        NormalisationFile.Save(state, normalisation);
        state.Add(Round, [(long)round]);
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, state);
        return stream.ToArray();
    }

    /// <summary>Takes over the state of a round.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <exception cref="InvalidInputException">It is damaged, or the agent's episodes are played where it is trained.</exception>
    public void Load(byte[] state)
    {
        TensorFile read = SafetensorsReader.Read(new MemoryStream(state), "state of a round");
        _setup.Normalisation = NormalisationFile.Load(read, _setup.SignalList);
        _agent ??= _descriptor.Create(_setup, _options);
        _agent.Load(read);
        _round = (int)read.Int64(Round)[0];
    }

    /// <summary>Plays an episode.</summary>
    /// <param name="episode">Its number in the round that was loaded last.</param>
    public byte[] Play(int episode) => _agent is IScatteredAgent scattered
        ? scattered.Play(_round, episode)
        : throw new InvalidInputException($"agent: episodes of {_descriptor.Name} are played where it is trained");

    /// <inheritdoc/>
    public void Dispose() => _agent?.Dispose();
}
