using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents;

/// <summary>Describes an agent: its name, settings, search space for tuning, and how to make it.</summary>
/// <remarks>To add an agent, add a folder with its descriptor, and the descriptor to the parts.</remarks>
[PartKind("agent", "agents")]
public interface IAgentDescriptor : IPart
{
    /// <summary>Its settings where an environment says nothing.</summary>
    AgentOptions Defaults { get; }

    /// <summary>The search space of a tuning: ranges of the most important settings, by their names in JSON. Every range contains the default.</summary>
    IReadOnlyDictionary<string, TuneRange> Ranges { get; }

    /// <summary>Reads its settings.</summary>
    /// <param name="settings">What an environment says under <c>agents.NAME</c>.</param>
    /// <param name="place">What messages call it.</param>
    /// <param name="faults">Receives everything that is not allowed, one line each.</param>
    /// <returns>The settings; null if the JSON is not of this form.</returns>
    AgentOptions? Read(JsonElement settings, string place, ICollection<string> faults);

    /// <summary>What is incompatible with an environment.</summary>
    /// <param name="options">Settings from <see cref="Read"/>, or <see cref="Defaults"/>.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>A line each, which begins with the setting's name.</returns>
    IEnumerable<string> Faults(AgentOptions options, EnvironmentDefinition environment);

    /// <summary>Why it cannot learn in an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>A clause; null if it can.</returns>
    /// <value>Default: null.</value>
    string? Unfit(EnvironmentDefinition environment) => null;

    /// <summary>Whether the episodes of its rounds can be played by other processes; see <see cref="TrainingSetup.Players"/>.</summary>
    /// <value>Default: false.</value>
    bool IsScattered => false;

    /// <summary>Makes the agent with fresh networks.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings from <see cref="Read"/> without faults, or <see cref="Defaults"/>.</param>
    /// <exception cref="ArgumentException">The settings are another agent's.</exception>
    IAgent Create(TrainingSetup setup, AgentOptions options);
}
