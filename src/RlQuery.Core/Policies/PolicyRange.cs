using System.Text.Json;
using MathNet.Numerics.Statistics;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Policies;

/// <summary>What a policy was trained on: where its state values and signals lay. The optional file <c>range.json</c> of its folder holds it.</summary>
/// <param name="Weights">SHA-256 of the weights of the policy that played.</param>
/// <param name="Problems">Number of training problems that it played.</param>
/// <param name="Seed">Seed of the problems.</param>
/// <param name="Values">Each state value, then the mean and the standard deviation of each signal.</param>
public sealed record PolicyRange(string Weights, int Problems, ulong Seed, IReadOnlyList<ValueRange> Values)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "range.json";

    /// <summary>Version of the file that this library reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>
    /// A value is out of range where it lies further outside than this; see <see cref="ValueRange.Distance"/>. Measured: no bundled set goes so far.
    /// </summary>
    public const double Farthest = 0.5;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Version of the file.</summary>
    public required int Format { get; init; }

    /// <summary>The value that lies furthest outside, if any is out of range; the first of equally far ones.</summary>
    /// <param name="observation">Holds all state values and signals of the policy.</param>
    /// <param name="counts">Which values count.</param>
    public RangeAlarm? Check(Observation observation, Func<ValueRange, bool> counts) => Values
        .Where(counts)
        .Select(range => new RangeAlarm(range, ValueOf(observation, range.Of, range.Name)))
        .Where(alarm => alarm.Distance > Farthest)
        .MaxBy(alarm => alarm.Distance);

    /// <summary>Writes the file atomically.</summary>
    /// <param name="folder">Folder of the policy.</param>
    public void Write(string folder) => AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads the range of a policy.</summary>
    /// <param name="folder">Folder of the policy.</param>
    /// <param name="policy">The content of its policy.json.</param>
    /// <returns>Null where the folder has none.</returns>
    /// <exception cref="InvalidInputException">The file is damaged, or is that of another policy.</exception>
    public static PolicyRange? Read(string folder, PolicyDocument policy)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            PolicyRange range = JsonText.Deserialize<PolicyRange>(InputFile.ReadText(path), Json) ?? throw new JsonException("null is not allowed");
            return FaultOf(range, policy) is { } fault ? throw new InvalidInputException($"{path}: {fault}") : range;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: damaged: {e.Message.ReplaceLineEndings(" ")}; write it again with 'rlquery train range', or delete it");
        }
    }

    /// <summary>The range of some observations.</summary>
    /// <param name="weights">SHA-256 of the policy's weights.</param>
    /// <param name="problems">Number of problems that were played.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="list">Signals and state values of the policy.</param>
    /// <param name="rows">At least one; each holds the values of an observation, as <see cref="ValuesOf"/> gives them.</param>
    internal static PolicyRange Of(string weights, int problems, ulong seed, SignalList list, IReadOnlyList<double[]> rows) => new(weights, problems, seed,
    [
        .. Names(list).Select((value, place) =>
        {
            double[] sorted = [.. rows.Select(row => row[place]).Order()];
            return new ValueRange(value.Of, value.Name, [.. ValueRange.Levels.Select(level => Rounded(SortedArrayStatistics.Quantile(sorted, level)))]);
        }),
    ])
    {
        Format = CurrentFormat,
    };

    /// <summary>All watched values of an observation.</summary>
    /// <param name="observation">The observation.</param>
    /// <param name="list">Signals and state values of the policy.</param>
    internal static double[] ValuesOf(Observation observation, SignalList list) =>
        [.. Names(list).Select(value => ValueOf(observation, value.Of, value.Name))];

    private static IEnumerable<(RangeValue Of, string Name)> Names(SignalList list) =>
    [
        .. list.StateNames.Select(name => (RangeValue.State, name)), .. list.SignalNames.Select(name => (RangeValue.Mean, name)),
        .. list.SignalNames.Select(name => (RangeValue.Deviation, name)),
    ];

    private static double ValueOf(Observation observation, RangeValue of, string name)
    {
        if (of == RangeValue.State)
        {
            return observation.StateValue(name);
        }
        double[] column = [.. observation.Column(name).ToArray().Select(value => (double)value)];
        return column.Length == 0 ? 0 : of == RangeValue.Mean ? column.Average() : ArrayStatistics.PopulationStandardDeviation(column);
    }

    // Six digits say enough, and are the same on all machines.
    private static double Rounded(double value) => double.Parse(
        value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static string? FaultOf(PolicyRange range, PolicyDocument policy)
    {
        if (range.Format != CurrentFormat)
        {
            return $"format {range.Format} is unknown; this version reads {CurrentFormat}";
        }
        if (range.Weights != policy.Weights)
        {
            return "it is the range of another policy; write it again with 'rlquery train range', or delete it";
        }
        HashSet<string> states = [.. policy.State.Names];
        HashSet<string> signals = [.. policy.Signals.Names];
        foreach (ValueRange? value in range.Values)
        {
            if (value is null || !(value.Of == RangeValue.State ? states : signals).Contains(value.Name))
            {
                return $"values: '{value?.Name}' is no {(value?.Of == RangeValue.State ? "state value" : "signal")} of the policy";
            }
            IReadOnlyList<double> quantiles = value.Quantiles;
            if (quantiles.Count != ValueRange.Levels.Count || !quantiles.All(double.IsFinite) || !quantiles.Order().SequenceEqual(quantiles))
            {
                return $"values: {value.Words}: needs {ValueRange.Levels.Count} ascending numbers";
            }
        }
        return null;
    }
}
