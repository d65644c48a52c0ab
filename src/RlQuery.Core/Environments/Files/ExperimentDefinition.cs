using System.Text.Json.Serialization;

namespace RlQuery.Core.Environments.Files;

/// <summary>An experiment file: what an evaluation compares, and on what. Its JSON schema is environments/experiment.schema.json.</summary>
/// <remarks>
/// A member has the meaning of the option of <c>rlquery evaluate</c> of that name. If it is missing, the option or its default holds. Only form is checked
/// here.
/// </remarks>
public sealed record ExperimentDefinition
{
    /// <summary>Where an editor finds the JSON schema; not used.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>One line about the purpose of the experiment.</summary>
    public string Description { get; init; } = "";

    /// <summary>Environment files, whose evaluation sets are joined; at least one.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];

    /// <summary>Files and bundled sets in place of the environments' evaluation sets.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>Target column of the files.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the first row of the files names their columns.</summary>
    public bool? Header { get; init; }

    /// <summary>Schema file of the tables.</summary>
    public string? TableSchema { get; init; }

    /// <summary>Encoders of texts and images in the files: names, or .onnx files.</summary>
    public IReadOnlyList<string> Encoders { get; init; } = [];

    /// <summary>Names of learners.</summary>
    public IReadOnlyList<string> Learners { get; init; } = [];

    /// <summary>Names of heuristics.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [];

    /// <summary>Folders of learned policies.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [];

    /// <summary>Names of metrics, the one to compare by first.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Stopping rules in hindsight.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Target scores of the first metric.</summary>
    public IReadOnlyList<double> Reach { get; init; } = [];

    /// <summary>Folds, such as <c>k-fold:5</c>.</summary>
    public string? Split { get; init; }

    /// <summary>Number of seeds.</summary>
    public int? Repeats { get; init; }

    /// <summary>First seed.</summary>
    public int? Seed { get; init; }

    /// <summary>Queries of each episode.</summary>
    public int? Budget { get; init; }

    /// <summary>Whether the controls of each policy run beside it.</summary>
    public bool Controls { get; init; }

    /// <summary>Whether policies are also measured on sets on which they were trained.</summary>
    public bool AllowSeen { get; init; }

    /// <summary>Number of seeds in which attention is measured.</summary>
    public int? Attention { get; init; }
}
