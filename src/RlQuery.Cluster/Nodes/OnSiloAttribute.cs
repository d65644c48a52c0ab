using Orleans.Placement;

namespace RlQuery.Cluster.Nodes;

/// <summary>Of a grain whose key is the address of the silo that it lives on.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnSiloAttribute() : PlacementAttribute(new OnSiloPlacement());
