using System.Text.Json;
using System.Text.Json.Serialization;
using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Agents;

/// <summary>The agents that <c>--agent</c> may name, and how their settings are read from an environment file.</summary>
public static class AgentCatalog
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dqn", "policy-gradient", "imitation"];

    /// <summary>Reads an agent's settings.</summary>
    /// <param name="environment">May hold <c>agents.NAME</c>; what it does not say is the default.</param>
    /// <param name="agent">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings that are not allowed, a line each.</exception>
    public static AgentOptions Options(EnvironmentDefinition environment, string agent)
    {
        foreach (string name in environment.Agents.Keys.Where(name => !Names.Contains(name)))
        {
            throw new InvalidInputException($"agents: '{name}' is unknown; use {string.Join(", ", Names)}");
        }
        return agent switch
        {
            "dqn" => Read<DqnOptions>(environment, agent),
            "policy-gradient" => Read<PolicyGradientOptions>(environment, agent),
            "imitation" => Read<ImitationOptions>(environment, agent),
            _ => throw new InvalidInputException($"agent: '{agent}' is unknown; use {string.Join(", ", Names)}"),
        };
    }

    /// <summary>Makes an agent, with a warm start where its settings ask for one.</summary>
    /// <param name="setup">The environment.</param>
    /// <param name="options">Settings from <see cref="Options"/>.</param>
    /// <param name="environment">Holds the settings of imitation, for a warm start.</param>
    public static IAgent Create(TrainingSetup setup, AgentOptions options, EnvironmentDefinition environment)
    {
        IAgent agent = options switch
        {
            DqnOptions dqn => new DqnAgent(setup, dqn),
            PolicyGradientOptions gradient => new PolicyGradientAgent(setup, gradient),
            ImitationOptions imitation => new ImitationAgent(setup, imitation),
            _ => throw new ArgumentException($"no agent has settings of type {options.GetType().Name}", nameof(options)),
        };
        if (options is ImitationOptions || options.WarmStartSteps == 0)
        {
            return agent;
        }
        // The weights are handed on, so the teacher's network and shortlist must be the agent's own.
        ImitationOptions teaching = Read<ImitationOptions>(environment, "imitation") with
        {
            Hidden = options.Hidden,
            ShortlistShare = options.ShortlistShare,
            ShortlistSignal = options.ShortlistSignal,
        };
        return new WarmStartedAgent(new ImitationAgent(setup, teaching), agent, options.WarmStartSteps);
    }

    private static T Read<T>(EnvironmentDefinition environment, string agent)
        where T : AgentOptions, new()
    {
        T? options = new();
        if (environment.Agents.TryGetValue(agent, out JsonElement element))
        {
            try
            {
                options = element.Deserialize<T>(Json) ?? new T();
            }
            catch (JsonException e)
            {
                throw new InvalidInputException($"agents.{agent}{e.Path?.TrimStart('$')}: not allowed; see environments/environment.schema.json");
            }
        }
        string[] faults = [.. options.Faults().Select(fault => $"agents.{agent}.{fault}")];
        return faults.Length == 0 ? options : throw new InvalidInputException(faults);
    }
}
