using RlQuery.Core;
using RlQuery.Core.Standard;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests;

/// <summary>The parts that tests name.</summary>
internal static class Known
{
    public static Parts Parts { get; } = StandardParts.Create().With(TorchParts.All);

    /// <summary>Names of the agents.</summary>
    public static IEnumerable<string> Agents => Parts.All<IAgentDescriptor>().Select(agent => agent.Name);
}
