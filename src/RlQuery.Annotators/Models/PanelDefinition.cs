using System.Text.Json.Serialization;

namespace RlQuery.Annotators.Models;

/// <summary>A panel file: who is asked, and what about. Its JSON schema is environments/panel.schema.json.</summary>
public sealed record PanelDefinition
{
    /// <summary>Where an editor finds the JSON schema; not used.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>One line about the purpose of the panel; not sent.</summary>
    /// <value>Default: empty.</value>
    public string Description { get; init; } = "";

    /// <summary>What the labels are about, in words for the models.</summary>
    /// <value>Default: empty.</value>
    public string Instruction { get; init; } = "";

    /// <summary>The description of each class, by its name; a description may be empty.</summary>
    /// <value>Default: none; the classes are those of the table's labels, and none is described.</value>
    public IReadOnlyDictionary<string, string> Classes { get; init; } = new Dictionary<string, string>();

    /// <summary>Labelled rows that are shown with each row, 0..100.</summary>
    /// <value>Default: 4.</value>
    public int Examples { get; init; } = 4;

    /// <summary>The language models. A panel needs one of them, a local model or a person.</summary>
    public IReadOnlyList<ModelDefinition> Annotators { get; init; } = [];

    /// <summary>Models of the same machine.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<LocalModelDefinition> LocalModels { get; init; } = [];

    /// <summary>People, whose answers are in files.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<PersonDefinition> People { get; init; } = [];
}
