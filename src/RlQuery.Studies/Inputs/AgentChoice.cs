using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Studies.Inputs;

/// <summary>Finds the agent by name.</summary>
public static class AgentChoice
{
    /// <summary>The settings of an agent in an environment; what is wrong with them is added to the faults.</summary>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="parts">Where agents are found.</param>
    /// <param name="environment">The environment; null where it could not be read.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>Null where there are faults, or no environment.</returns>
    public static AgentOptions? Parse(string agent, Parts parts, LoadedEnvironment? environment, Faults faults)
    {
        IAgentDescriptor? found = faults.Collect(() => parts.Find<IAgentDescriptor>(agent));
        return found is null || environment is null ? null : faults.Collect(() => AgentSettings.Of(environment.Definition, agent, parts));
    }
}
