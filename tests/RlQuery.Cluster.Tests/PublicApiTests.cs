using RlQuery.Core.Tests.Support;

namespace RlQuery.Cluster.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => PublicApi.AssertIsAsListed(typeof(ClusterDefinition).Assembly);
}
