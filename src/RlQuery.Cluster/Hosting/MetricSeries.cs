using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace RlQuery.Cluster.Hosting;

/// <summary>One line of a metrics page, or two where it is a summary. Thread-safe.</summary>
/// <param name="instrument">What counts.</param>
/// <param name="labels">Its labels, as they are written.</param>
internal sealed class MetricSeries(Instrument instrument, string labels)
{
    private readonly Lock _gate = new();
    private readonly Type _type = instrument.GetType().GetGenericTypeDefinition();
    private double _value;
    private long _count;

    /// <summary>The name, in the letters that Prometheus has.</summary>
    public string Name { get; } = NameOf(instrument);

    /// <summary>The labels, as they are written.</summary>
    public string Labels => labels;

    /// <summary>What it is to Prometheus.</summary>
    public string Kind => _type == typeof(Histogram<>) ? "summary" : IsCounter(_type) ? "counter" : "gauge";

    /// <summary>Labels as they are written.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach ((string key, object? value) in tags)
        {
            string plain = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            string escaped = plain.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length > 0 ? "," : "").Append(Plain(key)).Append("=\"").Append(escaped).Append('"');
        }
        return text.ToString();
    }

    /// <summary>Takes a measurement.</summary>
    public void Add(double value)
    {
        lock (_gate)
        {
            // What is observed is told as a whole each time.
            _value = instrument.IsObservable || _type.Name.StartsWith("Gauge", StringComparison.Ordinal) ? value : _value + value;
            _count++;
        }
    }

    /// <summary>Writes it.</summary>
    public void Write(StringBuilder text)
    {
        lock (_gate)
        {
            string shown = labels.Length > 0 ? $"{{{labels}}}" : "";
            string value = _value.ToString("R", CultureInfo.InvariantCulture);
            text.Append(_type == typeof(Histogram<>)
                ? string.Create(CultureInfo.InvariantCulture, $"{Name}_sum{shown} {value}\n{Name}_count{shown} {_count}\n")
                : $"{Name}{shown} {value}\n");
        }
    }

    private static bool IsCounter(Type type) => type == typeof(Counter<>) || type == typeof(ObservableCounter<>);

    private static string NameOf(Instrument instrument) =>
        Plain(instrument.Name) + (IsCounter(instrument.GetType().GetGenericTypeDefinition()) ? "_total" : "");

    private static string Plain(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
}
