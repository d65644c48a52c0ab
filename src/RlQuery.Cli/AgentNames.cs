using RlQuery.Studies;
using RlQuery.Studies.Standard;
using RlQuery.Torch.Agents;

namespace RlQuery.Cli;

/// <summary>What help says of <c>--agent</c>.</summary>
internal static class AgentNames
{
    /// <summary>The agents that come with the command.</summary>
    public static string All { get; } = string.Join('|', StudyParts.Create().All<IAgentDescriptor>().Select(agent => agent.Name));
}
