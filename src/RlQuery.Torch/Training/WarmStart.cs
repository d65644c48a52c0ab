using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Imitation;

namespace RlQuery.Torch.Training;

/// <summary>Makes agents, with imitation before their own rounds if their settings ask for it.</summary>
internal static class WarmStart
{
    private static readonly ImitationDescriptor Teacher = new();

    /// <summary>Makes an agent.</summary>
    /// <param name="agent">Which one.</param>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings without faults.</param>
    /// <param name="environment">Holds the settings of imitation.</param>
    /// <exception cref="InvalidInputException">The settings of imitation are not allowed, a line each.</exception>
    public static IAgent Create(IAgentDescriptor agent, TrainingSetup setup, AgentOptions options, EnvironmentDefinition environment)
    {
        if (options is ImitationOptions || options.WarmStartSteps == 0)
        {
            return agent.Create(setup, options);
        }
        var faults = new List<string>();
        if (AgentSettings.Read(Teacher, environment, setup.Parts, faults) is not ImitationOptions teaching || faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
        // The agent takes over the weights, so the teacher must have the same network and shortlist.
        teaching = teaching with
        {
            Hidden = options.Hidden,
            ShortlistShare = options.ShortlistShare,
            ShortlistFloor = options.ShortlistFloor,
            ShortlistSignal = options.ShortlistSignal,
            // An ensemble's first member is the same as a single network.
            Members = 1,
        };
        return new WarmStartedAgent(Teacher.Create(setup, teaching), agent.Create(setup, options), options.WarmStartSteps);
    }
}
