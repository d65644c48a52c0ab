using RlQuery.Core.Tests.Support;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => PublicApi.AssertIsAsListed(typeof(Trainer).Assembly);
}
