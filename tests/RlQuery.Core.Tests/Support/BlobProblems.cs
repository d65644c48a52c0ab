using RlQuery.Core.Environments;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Another problem for each seed.</summary>
internal sealed class BlobProblems(int pool = 30, int classes = 2, double spread = 2.5) : IProblemSource
{
    public Problem Draw(ulong seed) => Problems.Blobs(pool: pool, classes: classes, spread: spread, seed: seed);
}
