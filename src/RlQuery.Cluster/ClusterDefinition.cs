using System.Text.Json.Serialization;

namespace RlQuery.Cluster;

/// <summary>A cluster file: which cluster, and where its processes find each other.</summary>
public sealed record ClusterDefinition
{
    /// <summary>Where an editor finds the schema; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Name of the cluster. Processes of another one are strangers.</summary>
    /// <value>1 to 64 letters, digits, dots, dashes and underscores. Default: <c>rlquery</c>.</value>
    public string Id { get; init; } = "rlquery";

    /// <summary>Where the processes find each other.</summary>
    /// <value>Default: <see cref="ClusterStore.Development"/>.</value>
    public ClusterStore Store { get; init; } = ClusterStore.Development;

    /// <summary>The server of the store: <c>HOST:PORT</c> of Redis, or a connection string of PostgreSQL without a password.</summary>
    /// <value>Default: null; needed unless the store is <see cref="ClusterStore.Development"/>.</value>
    public string? Server { get; init; }

    /// <summary>The environment variable that holds the server's password.</summary>
    /// <value>Default: null; none is needed.</value>
    public string? PasswordVariable { get; init; }

    /// <summary>Port of the first worker where the store is <see cref="ClusterStore.Development"/>; the gateway is the next one.</summary>
    /// <value>1024..65534. Default: 11111.</value>
    public int Port { get; init; } = 11111;

    /// <summary>PEM file with the certificate of this process and its private key; relative paths are from the folder of the cluster file.</summary>
    /// <value>Default: null; nothing is encrypted, and workers listen on loopback alone.</value>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the certificate of who signed those of the cluster. Whoever has one of its certificates is let in.</summary>
    /// <value>Default: null; needed beside <see cref="Certificate"/>.</value>
    public string? Authority { get; init; }

    /// <summary>Seconds after which a process that does not answer is given up.</summary>
    /// <value>1..3600. Default: 30.</value>
    public int TimeoutSeconds { get; init; } = 30;
}
