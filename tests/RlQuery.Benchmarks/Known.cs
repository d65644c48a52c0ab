using RlQuery.Core;
using RlQuery.Core.Standard;
using RlQuery.Torch.Training;

namespace RlQuery.Benchmarks;

/// <summary>The parts that benchmarks name.</summary>
internal static class Known
{
    public static Parts Parts { get; } = StandardParts.Create().With(TorchParts.All);
}
