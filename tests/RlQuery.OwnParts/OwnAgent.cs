using System.Text.Json;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;

namespace RlQuery.OwnParts;

/// <summary>Deep Q-learning under another name.</summary>
public sealed class OwnAgent : IAgentDescriptor
{
    private readonly DqnDescriptor _inner = new();

    public string Name => "own-dqn";

    public string Description => "deep Q-learning under another name";

    public AgentOptions Defaults => _inner.Defaults;

    public IReadOnlyDictionary<string, TuneRange> Ranges => _inner.Ranges;

    public AgentOptions? Read(JsonElement settings, string place, ICollection<string> faults) => _inner.Read(settings, place, faults);

    public IEnumerable<string> Faults(AgentOptions options, EnvironmentDefinition environment) => _inner.Faults(options, environment);

    public IAgent Create(TrainingSetup setup, AgentOptions options) => _inner.Create(setup, options);
}
