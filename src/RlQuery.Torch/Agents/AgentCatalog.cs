using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Torch.Training;
using RlQuery.Torch.Tuning;

namespace RlQuery.Torch.Agents;

/// <summary>The agents that <c>--agent</c> may name, and how their settings are read from an environment file.</summary>
public static class AgentCatalog
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dqn", "policy-gradient", "imitation", "evolution"];

    /// <summary>Reads an agent's settings, and checks those of the other agents too: one may be the other's warm start. The ranges of a tuning are checked as well.</summary>
    /// <param name="environment">May hold <c>agents.NAME</c>; what it does not say is the default.</param>
    /// <param name="agent">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings that are not allowed, a line each.</exception>
    public static AgentOptions Options(EnvironmentDefinition environment, string agent)
    {
        var faults = new List<string>(environment.Agents.Keys.Where(name => !Names.Contains(name))
            .Select(name => $"agents: '{name}' is unknown{NearestName.Hint(name, Names)}"));
        if (!Names.Contains(agent))
        {
            faults.Add($"agent: '{agent}' is unknown{NearestName.Hint(agent, Names)}");
        }
        DqnOptions? dqn = Read<DqnOptions>(environment, "dqn", faults);
        PolicyGradientOptions? gradient = Read<PolicyGradientOptions>(environment, "policy-gradient", faults);
        ImitationOptions? imitation = Read<ImitationOptions>(environment, "imitation", faults);
        EvolutionOptions? evolution = Read<EvolutionOptions>(environment, "evolution", faults);
        faults.AddRange((evolution?.UnknownSignals(environment.Signals) ?? []).Select(fault => $"agents.evolution.{fault}"));
        faults.AddRange(TuneSpace.Faults(environment));
        AgentOptions? options = agent switch { "dqn" => dqn, "policy-gradient" => gradient, "evolution" => evolution, _ => imitation };
        return faults.Count == 0 ? options! : throw new InvalidInputException(faults);
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
            EvolutionOptions evolution => new EvolutionAgent(setup, evolution),
            _ => throw new ArgumentException($"no agent has settings of type {options.GetType().Name}", nameof(options)),
        };
        if (options is ImitationOptions || options.WarmStartSteps == 0)
        {
            return agent;
        }
        // The weights are handed on, so the teacher's network and shortlist must be the agent's own; an ensemble's first member is what a single network would be.
        ImitationOptions teaching = (ImitationOptions)Options(environment, "imitation") with
        {
            Hidden = options.Hidden,
            ShortlistShare = options.ShortlistShare,
            ShortlistFloor = options.ShortlistFloor,
            ShortlistSignal = options.ShortlistSignal,
            Members = 1,
        };
        return new WarmStartedAgent(new ImitationAgent(setup, teaching), agent, options.WarmStartSteps);
    }

    /// <summary>Whether a setting is a whole number.</summary>
    /// <param name="agent">One of <see cref="Names"/>.</param>
    /// <param name="name">One of its settings.</param>
    internal static bool IsWhole(string agent, string name) =>
        JsonForm.Strict.GetTypeInfo(TypeOf(agent)).Properties.FirstOrDefault(property => property.Name == name)?.PropertyType == typeof(int);

    /// <summary>The values that an agent has in an environment, by the names of its settings.</summary>
    /// <param name="options">The agent's settings.</param>
    internal static JsonObject Values(AgentOptions options) => JsonSerializer.SerializeToNode(options, options.GetType(), JsonForm.Strict)!.AsObject();

    /// <summary>What is wrong with the settings of an agent, a line each.</summary>
    /// <param name="agent">One of <see cref="Names"/>.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="place">What messages call it.</param>
    internal static IReadOnlyList<string> Faults(string agent, JsonElement settings, string place)
    {
        var faults = new List<string>();
        _ = agent switch
        {
            "dqn" => (AgentOptions?)Read<DqnOptions>(settings, place, faults),
            "policy-gradient" => Read<PolicyGradientOptions>(settings, place, faults),
            "imitation" => Read<ImitationOptions>(settings, place, faults),
            _ => Read<EvolutionOptions>(settings, place, faults),
        };
        return faults;
    }

    private static Type TypeOf(string agent) => agent switch
    {
        "dqn" => typeof(DqnOptions),
        "policy-gradient" => typeof(PolicyGradientOptions),
        "imitation" => typeof(ImitationOptions),
        _ => typeof(EvolutionOptions),
    };

    private static T? Read<T>(EnvironmentDefinition environment, string agent, List<string> faults)
        where T : AgentOptions, new() =>
        environment.Agents.TryGetValue(agent, out JsonElement element) ? Read<T>(element, $"agents.{agent}", faults) : new T();

    private static T? Read<T>(JsonElement element, string place, List<string> faults)
        where T : AgentOptions, new()
    {
        var form = JsonForm.Check<T>(Encoding.UTF8.GetBytes(element.GetRawText()), place, JsonForm.Strict);
        faults.AddRange(form.Faults.Select(fault => fault.Text));
        if (form.Faults.Count > 0)
        {
            return null;
        }
        T options = element.Deserialize<T>(JsonForm.Strict)!;
        faults.AddRange(options.Faults().Select(fault => $"{place}.{fault}"));
        return options;
    }
}
