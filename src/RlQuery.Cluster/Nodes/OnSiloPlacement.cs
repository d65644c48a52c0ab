using Orleans.Runtime;

namespace RlQuery.Cluster.Nodes;

/// <summary>Places a grain on the silo that is its key.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class OnSiloPlacement : PlacementStrategy;
