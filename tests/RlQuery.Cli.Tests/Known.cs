using RlQuery.Core;
using RlQuery.Studies.Standard;
using RlQuery.Torch.Agents;

namespace RlQuery.Cli.Tests;

/// <summary>The parts that tests name.</summary>
internal static class Known
{
    public static Parts Parts { get; } = StudyParts.Create();

    /// <summary>Names of the agents.</summary>
    public static IEnumerable<string> Agents => Parts.All<IAgentDescriptor>().Select(agent => agent.Name);
}
