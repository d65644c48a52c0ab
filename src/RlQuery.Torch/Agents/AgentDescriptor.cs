using System.Text;
using System.Text.Json;
using RlQuery.Core.Environments.Files;

namespace RlQuery.Torch.Agents;

/// <summary>The common part of descriptors: settings are a record, read strictly from JSON.</summary>
/// <typeparam name="TOptions">The agent's settings; a new one holds the defaults.</typeparam>
public abstract class AgentDescriptor<TOptions> : IAgentDescriptor
    where TOptions : AgentOptions, new()
{
    /// <inheritdoc/>
    public virtual bool IsScattered => false;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public AgentOptions Defaults => new TOptions();

    /// <inheritdoc/>
    public abstract IReadOnlyDictionary<string, TuneRange> Ranges { get; }

    /// <inheritdoc/>
    public AgentOptions? Read(JsonElement settings, string place, ICollection<string> faults)
    {
        var form = JsonForm.Check<TOptions>(Encoding.UTF8.GetBytes(settings.GetRawText()), place, JsonForm.Strict);
        TOptions? options = form.Faults.Count == 0 ? settings.Deserialize<TOptions>(JsonForm.Strict) : null;
        foreach (string fault in options?.Faults().Select(fault => $"{place}.{fault}") ?? form.Faults.Select(fault => fault.Text))
        {
            faults.Add(fault);
        }
        return options;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Faults(AgentOptions options, EnvironmentDefinition environment) => Faults(Own(options), environment);

    /// <inheritdoc/>
    public virtual string? Unfit(EnvironmentDefinition environment) => null;

    /// <inheritdoc/>
    public IAgent Create(TrainingSetup setup, AgentOptions options) => Create(setup, Own(options));

    /// <inheritdoc cref="Faults(AgentOptions, EnvironmentDefinition)"/>
    protected virtual IEnumerable<string> Faults(TOptions options, EnvironmentDefinition environment) => [];

    /// <inheritdoc cref="Create(TrainingSetup, AgentOptions)"/>
    protected abstract IAgent Create(TrainingSetup setup, TOptions options);

    private TOptions Own(AgentOptions options) => options as TOptions
        ?? throw new ArgumentException($"{Name} has settings of type {typeof(TOptions).Name}, not {options.GetType().Name}", nameof(options));
}
