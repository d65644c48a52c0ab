using RlQuery.Core.Tests.Support;

namespace RlQuery.Embeddings.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => PublicApi.AssertIsAsListed(typeof(PretrainedEncoders).Assembly);
}
