using System.Text.Json.Serialization;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>How scores become a choice, as policy.json holds it.</summary>
/// <param name="ShortlistShare">See <see cref="Selector"/>; more than 0, at most 1.</param>
/// <param name="ShortlistSignal">See <see cref="Selector"/>; a known signal.</param>
/// <param name="Threshold">See <see cref="Selector"/>; at least 0.</param>
/// <param name="Ensemble">Number of networks whose standardised scores are averaged; 1..64.</param>
/// <param name="ShortlistFloor">See <see cref="Selector"/>; more than 0, at most 1, or nothing.</param>
public sealed record PolicySelector(
    double ShortlistShare = 1, string ShortlistSignal = "margin", double Threshold = 0, int Ensemble = 1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ShortlistFloor = null)
{
    /// <summary>The selector without the ensemble.</summary>
    /// <param name="parts">Where <see cref="ShortlistSignal"/> is found.</param>
    /// <exception cref="InvalidInputException">No signal has its name.</exception>
    public Selector ToSelector(Parts parts) => new(ShortlistShare, parts.Find<ISignal>(ShortlistSignal), Threshold, ShortlistFloor);

    /// <summary>The prefix of the names of one network's layers in policy.safetensors.</summary>
    /// <param name="member">0..<see cref="Ensemble"/>-1.</param>
    /// <returns>Nothing for a single network, otherwise <c>members.{member}.</c></returns>
    public string Prefix(int member) => Ensemble == 1 ? "" : $"members.{member}.";
}
