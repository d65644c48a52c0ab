using System.Diagnostics.Metrics;

namespace RlQuery.Cluster.Nodes;

/// <summary>What a worker counts.</summary>
internal sealed class NodeMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "RlQuery.Cluster";

    private readonly Meter _meter = new(Name);

    /// <param name="work">What the worker does.</param>
    /// <param name="nodes">Number of workers of the cluster that are alive, as far as this one knows.</param>
    public NodeMeter(NodeWork work, Func<int> nodes)
    {
        _meter.CreateObservableGauge("rlquery-nodes", nodes);
        _meter.CreateObservableGauge("rlquery-cores", () => work.Describe().Cores);
        _meter.CreateObservableGauge("rlquery-lots", () => work.Describe().Lots);
        _meter.CreateObservableCounter("rlquery-episodes", () => work.Describe().Done);
        _meter.CreateObservableCounter("rlquery-failures", () => work.Describe().Faults);
        _meter.CreateObservableCounter("rlquery-seconds", () => work.Describe().Seconds);
    }

    public void Dispose() => _meter.Dispose();
}
