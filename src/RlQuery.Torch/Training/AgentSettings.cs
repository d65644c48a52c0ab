using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Training;

/// <summary>Reads the settings of agents from an environment.</summary>
public static class AgentSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads an agent's settings. Checks the settings of all agents, since one may be another's warm start, and the ranges of a tuning.</summary>
    /// <param name="environment">May hold <c>agents.NAME</c>; missing settings have their defaults.</param>
    /// <param name="name">Name of the agent.</param>
    /// <param name="parts">Where agents, and names in settings, are looked up.</param>
    /// <exception cref="InvalidInputException">No such agent, or settings that are not allowed, a line each.</exception>
    public static AgentOptions Of(EnvironmentDefinition environment, string name, Parts parts)
    {
        IReadOnlyList<IAgentDescriptor> agents = parts.All<IAgentDescriptor>();
        string[] names = [.. agents.Select(agent => agent.Name)];
        var faults = new List<string>(environment.Agents.Keys.Where(given => !names.Contains(given))
            .Select(given => $"agents: '{given}' is unknown{NearestName.Hint(given, names)}"));
        if (!names.Contains(name))
        {
            faults.Add($"agent: '{name}' is unknown{NearestName.Hint(name, names)}");
        }
        AgentOptions? wanted = null;
        foreach (IAgentDescriptor agent in agents)
        {
            AgentOptions? options = Read(agent, environment, parts, faults);
            wanted = agent.Name == name ? options : wanted;
        }
        if (agents.FirstOrDefault(agent => agent.Name == name)?.Unfit(environment) is string unfit)
        {
            faults.Add($"agent: {name} {unfit}");
        }
        faults.AddRange(RangeFaults.Of(agents, environment, parts));
        return faults.Count == 0
            ? wanted! with { ShortlistSignal = wanted.ShortlistSignal ?? environment.TaskIn(parts).Uncertainty }
            : throw new InvalidInputException(faults);
    }

    /// <summary>The settings of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="environment">May hold them.</param>
    /// <param name="parts">Where what they name is found.</param>
    /// <param name="faults">Receives everything that is not allowed, one line each.</param>
    /// <returns>The settings; null if the JSON is not of this form.</returns>
    internal static AgentOptions? Read(IAgentDescriptor agent, EnvironmentDefinition environment, Parts parts, List<string> faults)
    {
        string place = $"agents.{agent.Name}";
        AgentOptions? options = environment.Agents.TryGetValue(agent.Name, out JsonElement element) ? agent.Read(element, place, faults) : agent.Defaults;
        faults.AddRange(options is null
            ? []
            : agent.Faults(options, environment).Concat(ShortlistFaults(options, environment, parts)).Select(fault => $"{place}.{fault}"));
        return options;
    }

    // A policy whose shortlist needs what the task does not have could be trained, and then not be used.
    private static string[] ShortlistFaults(AgentOptions options, EnvironmentDefinition environment, Parts parts)
    {
        string[] unknown = [.. options.UnknownNames(parts)];
        if (unknown.Length > 0 || parts.TryFind<ITask>(environment.Task) is null)
        {
            return unknown;
        }
        ITask task = environment.TaskIn(parts);
        AgentOptions named = options with { ShortlistSignal = options.ShortlistSignal ?? task.Uncertainty };
        Selector selector = named.SelectorIn(parts);
        if (selector.ShortlistSignal.Needs.Lack(task) is string lack)
        {
            return [$"shortlistSignal: '{named.ShortlistSignal}' {lack}"];
        }
        return selector.SignalList.Needs.Lack(task) is string lacked
            ? [string.Create(CultureInfo.InvariantCulture, $"shortlistFloor: {named.ShortlistFloor} is not allowed in {task.Name}; it {lacked}")]
            : [];
    }

    /// <summary>An environment's settings of an agent.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="agent">Name of the agent.</param>
    /// <returns>A copy; empty if there are none, or if they are not of this form.</returns>
    internal static JsonObject Given(EnvironmentDefinition environment, string agent) =>
        environment.Agents.TryGetValue(agent, out JsonElement element) && JsonNode.Parse(element.GetRawText(), documentOptions: Lenient) is JsonObject given
            ? given
            : [];
}
