using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Agents.Evolution;
using RlQuery.Torch.Agents.Imitation;
using RlQuery.Torch.Agents.PolicyGradient;

namespace RlQuery.Torch.Training;

/// <summary>The agents that <c>--agent</c> may name.</summary>
public static class AgentCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IAgentDescriptor> All { get; } =
    [
        new DqnDescriptor(),
        new PolicyGradientDescriptor(),
        new ImitationDescriptor(),
        new EvolutionDescriptor(),
    ];

    /// <summary>Their names, in that order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(agent => agent.Name)];

    /// <summary>The agent of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">There is no such agent.</exception>
    public static IAgentDescriptor Find(string name) => All.FirstOrDefault(agent => agent.Name == name)
        ?? throw new InvalidInputException($"agent: '{name}' is unknown{NearestName.Hint(name, Names)}");

    /// <summary>Reads an agent's settings. Checks those of all agents, since one may be the other's warm start, and the ranges of a tuning.</summary>
    /// <param name="environment">May hold <c>agents.NAME</c>; what it does not say is the default.</param>
    /// <param name="agent">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings that are not allowed, a line each.</exception>
    public static AgentOptions Options(EnvironmentDefinition environment, string agent)
    {
        AgentOptions options = AgentSettings.Read(All, environment, agent);
        return options with { ShortlistSignal = options.ShortlistSignal ?? TaskCatalog.Find(environment.Task).Uncertainty };
    }
}
