using System.Globalization;
using System.Text.Json;

namespace RlQuery.Core.Environments.Files;

/// <summary>Where <c>rlquery tune</c> looks for a setting of an agent: exactly one of the three is given.</summary>
public sealed record TuneRange
{
    /// <summary>Both ends of a range in which the logarithm is drawn uniformly.</summary>
    /// <value>Two numbers above zero, the lower one first.</value>
    public IReadOnlyList<double>? Log { get; init; }

    /// <summary>Both ends of a range in which the value is drawn uniformly.</summary>
    /// <value>Two numbers, the lower one first.</value>
    public IReadOnlyList<double>? Uniform { get; init; }

    /// <summary>Values of which one is drawn, each as often as the others.</summary>
    /// <value>At least one.</value>
    public IReadOnlyList<JsonElement>? Choice { get; init; }

    /// <summary>The values that bound all others: both ends, or every choice.</summary>
    public IReadOnlyList<JsonElement> Bounds => Choice ?? [.. (Log ?? Uniform ?? []).Select(end => JsonSerializer.SerializeToElement(end))];

    /// <summary>What is wrong with the range, for any setting.</summary>
    /// <returns>A sentence without its beginning; null if nothing is wrong.</returns>
    public string? Fault() => (Log, Uniform, Choice) switch
    {
        ({ } ends, null, null) => Ends("log", ends, above: 0),
        (null, { } ends, null) => Ends("uniform", ends, above: double.NegativeInfinity),
        (null, null, { Count: 0 }) => ".choice: [] is not allowed; use at least one value",
        (null, null, { } choice) => choice.GroupBy(value => value.GetRawText()).FirstOrDefault(same => same.Count() > 1) is { } repeated
            ? $".choice: {repeated.Key} occurs twice; name each once"
            : null,
        _ => $": {Given()} is not allowed; use exactly one of log, uniform and choice",
    };

    private static string? Ends(string kind, IReadOnlyList<double> ends, double above) => ends.Count == 2 && ends[0] > above && ends[0] < ends[1]
        ? null
        : $".{kind}: [{string.Join(", ", ends.Select(end => end.ToString(CultureInfo.InvariantCulture)))}] is not allowed; "
            + $"use two numbers{(above == 0 ? " above 0" : "")}, the lower one first";

    private string Given()
    {
        string[] given = [.. new[] { Log is null ? null : "log", Uniform is null ? null : "uniform", Choice is null ? null : "choice" }.OfType<string>()];
        return given.Length == 0 ? "{}" : string.Join(" with ", given);
    }
}
