using System.Text.Json;
using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Torch.Agents;

namespace RlQuery.Torch.Training;

/// <summary>Checks the search space that an environment names against what each setting allows.</summary>
internal static class RangeFaults
{
    /// <summary>Everything about the ranges that is not allowed, one line each, except faults of form, which are reported elsewhere.</summary>
    /// <param name="agents">All agents.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="parts">Where what settings name is found.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<IAgentDescriptor> agents, EnvironmentDefinition environment, Parts parts)
    {
        string[] names = [.. agents.Select(agent => agent.Name)];
        return
        [
            .. environment.Tune.Keys.Where(name => !names.Contains(name)).Select(name => $"tune: '{name}' is unknown{NearestName.Hint(name, names)}"),
            .. from ranges in environment.Tune
               let agent = agents.FirstOrDefault(agent => agent.Name == ranges.Key)
               where agent is not null
               from setting in ranges.Value.Where(setting => setting.Value.Fault() is null)
               from fault in Of(agent, environment, parts, setting.Key, setting.Value).Distinct()
               select fault,
        ];
    }

    // A range is allowed if its ends are: every setting allows all values between two allowed ones.
    private static IEnumerable<string> Of(IAgentDescriptor agent, EnvironmentDefinition environment, Parts parts, string name, TuneRange range)
    {
        string place = $"tune.{agent.Name}";
        foreach (JsonElement bound in range.Bounds)
        {
            JsonObject settings = AgentSettings.Given(environment, agent.Name);
            settings[name] = JsonNode.Parse(bound.GetRawText());
            var faults = new List<string>();
            AgentOptions? options = agent.Read(JsonSerializer.SerializeToElement(settings), place, faults);
            faults.AddRange(options?.UnknownNames(parts).Select(fault => $"{place}.{fault}") ?? []);
            // Whether settings fit together is checked when they are drawn.
            foreach (string fault in faults.Where(fault => IsOf(fault, place, name)))
            {
                yield return fault;
            }
        }
    }

    private static bool IsOf(string fault, string place, string name) =>
        fault.StartsWith($"{place}: '{name}'", StringComparison.Ordinal)
        || (fault.StartsWith($"{place}.{name}", StringComparison.Ordinal) && fault[(place.Length + name.Length + 1)..] is [':' or '[' or '.', ..]);
}
