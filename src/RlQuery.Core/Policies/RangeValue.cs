using System.Text.Json.Serialization;

namespace RlQuery.Core.Policies;

/// <summary>What is watched of an observation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RangeValue>))]
public enum RangeValue
{
    /// <summary>A state value.</summary>
    [JsonStringEnumMemberName("state")]
    State,

    /// <summary>The mean of a signal over the candidates.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>The standard deviation of a signal over the candidates.</summary>
    [JsonStringEnumMemberName("deviation")]
    Deviation,
}
