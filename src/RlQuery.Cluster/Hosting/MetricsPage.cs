using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using RlQuery.Core;

namespace RlQuery.Cluster.Hosting;

/// <summary>What Orleans and a worker count in this process, as Prometheus reads it (text format 0.0.4): <c>/metrics</c>, on loopback alone.</summary>
internal sealed class MetricsPage : IDisposable
{
    private readonly HttpListener _server = new();
    private readonly MeterListener _meters = new();
    private readonly ConcurrentDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    /// <summary>Begins to count and to answer.</summary>
    /// <param name="port">The port.</param>
    /// <param name="meters">Names of the meters that are shown.</param>
    /// <exception cref="InvalidInputException">The port is taken.</exception>
    public MetricsPage(int port, params string[] meters)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        _server.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
        try
        {
            _server.Start();
        }
        catch (HttpListenerException)
        {
            throw new InvalidInputException($"metrics: port {port} is taken; name another");
        }
        _meters.Start();
        _ = AnswerAsync();
    }

    public void Dispose()
    {
        _server.Close();
        _meters.Dispose();
    }

    /// <summary>The page.</summary>
    public string Write()
    {
        _meters.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (IGrouping<string, MetricSeries> metric in _series.Values.GroupBy(one => one.Name).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            text.Append("# TYPE ").Append(metric.Key).Append(' ').Append(metric.First().Kind).Append('\n');
            foreach (MetricSeries one in metric.OrderBy(one => one.Labels, StringComparer.Ordinal))
            {
                one.Write(text);
            }
        }
        return text.ToString();
    }

    private void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = MetricSeries.LabelsOf(tags);
        _series.GetOrAdd($"{instrument.Name}{{{labels}}}", _ => new MetricSeries(instrument, labels)).Add(value);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext asked = await _server.GetContextAsync().ConfigureAwait(false);
                bool known = asked.Request is { HttpMethod: "GET", Url.AbsolutePath: "/metrics" };
                asked.Response.StatusCode = (int)(known ? HttpStatusCode.OK : HttpStatusCode.NotFound);
                asked.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                asked.Response.Close(Encoding.UTF8.GetBytes(known ? Write() : "see /metrics\n"), willBlock: false);
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It is disposed of.
        }
    }
}
