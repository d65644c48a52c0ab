using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace RlQuery.Cluster.Nodes;

/// <summary>Finds the silo that is a grain's key.</summary>
internal sealed class OnSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        string key = target.GrainIdentity.Key.ToString()!;
        return Task.FromResult(
            context.GetCompatibleSilos(target).FirstOrDefault(silo => silo.ToParsableString() == key) ?? throw new SiloUnavailableException($"{key} has left"));
    }
}
