namespace RlQuery.Annotators.Models;

/// <summary>A language model of a panel: where it is asked, how, and at what price. Part of a panel file.</summary>
public sealed record ModelDefinition
{
    /// <summary>Name of the annotator in tables and messages.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of the model, as its server knows it.</summary>
    public string Model { get; init; } = "";

    /// <summary>Base address of a server that speaks OpenAI's protocol of chat completions.</summary>
    /// <value>Default: that of OpenAI.</value>
    public string Endpoint { get; init; } = "https://api.openai.com/v1";

    /// <summary>Name of the environment variable that holds the key.</summary>
    /// <value>Default: null; the server needs none.</value>
    public string? KeyVariable { get; init; }

    /// <summary>Price of a million tokens of prompts, at least 0.</summary>
    /// <value>Default: 0.</value>
    public decimal InputPrice { get; init; }

    /// <summary>Price of a million tokens of answers, at least 0.</summary>
    /// <value>Default: 0.</value>
    public decimal OutputPrice { get; init; }

    /// <summary>The most tokens of an answer, 1..100000; those of its thoughts count where a model has any.</summary>
    /// <value>Default: 64.</value>
    public int MaxOutputTokens { get; init; } = 64;

    /// <summary>The field by which the server is told so.</summary>
    /// <value>Default: <see cref="OutputLimit.MaxCompletionTokens"/>.</value>
    public OutputLimit OutputLimit { get; init; }

    /// <summary>How freely the model draws its words, 0..2; null leaves it to the server, as some models demand.</summary>
    /// <value>Default: 0.</value>
    public double? Temperature { get; init; } = 0;

    /// <summary>Seed of the server's draws, where it has one.</summary>
    /// <value>Default: null; none is sent.</value>
    public int? Seed { get; init; }

    /// <summary>The most calls in a minute, 1..100000.</summary>
    /// <value>Default: null; no limit.</value>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The most calls at once, 1..256.</summary>
    /// <value>Default: 4.</value>
    public int Concurrency { get; init; } = 4;

    /// <summary>Seconds after which a call is given up, 1..3600.</summary>
    /// <value>Default: 60.</value>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How often a call is tried again that failed in a way that may pass, 0..20.</summary>
    /// <value>Default: 5.</value>
    public int Retries { get; init; } = 5;
}
