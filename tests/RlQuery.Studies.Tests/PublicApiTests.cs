using RlQuery.Core.Tests.Support;
using RlQuery.Studies.Episodes;

namespace RlQuery.Studies.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_is_as_listed() => PublicApi.AssertIsAsListed(typeof(EvaluationPlan).Assembly);
}
