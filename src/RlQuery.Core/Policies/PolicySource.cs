using System.Text.Json.Serialization;
using RlQuery.Core.Data;

namespace RlQuery.Core.Policies;

/// <summary>A data set or an environment, by name and identity.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Hash">SHA-256 of its content in hexadecimal.</param>
public sealed record PolicySource(string Name, string Hash)
{
    /// <summary>What made numbers of a data set's texts and images.</summary>
    /// <value>Default: null; it has none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UsedEncoder>? Encoders { get; init; }

    /// <summary>A data set.</summary>
    /// <param name="data">The set.</param>
    public static PolicySource Of(Dataset data) => new(data.Name, data.Hash) { Encoders = data.Encoders.Count > 0 ? data.Encoders : null };
}
