using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>The SEA concepts: three numbers in [0, 10], of which the first two decide by their sum; a tenth of the classes are wrong.</summary>
/// <remarks>
/// Source: W.N. Street and Y. Kim, "A Streaming Ensemble Algorithm (SEA) for Large-Scale Classification" (2001), section 4.2: thresholds 8, 9, 7 and 9.5. The
/// seed decides with which of them a stream begins.
/// </remarks>
internal sealed class SeaStream(ConceptDrift drift, ulong seed) : GeneratedStream(3, 2, drift, 0.1, seed)
{
    private static readonly double[] Thresholds = [8, 9, 7, 9.5];

    private readonly int _first = new Pcg64(seed, "first concept").NextInt(Thresholds.Length);

    protected override int Draw(Span<float> features, int concept, Pcg64 draws)
    {
        foreach (ref float value in features)
        {
            value = (float)(10 * draws.NextDouble());
        }
        return features[0] + features[1] <= Thresholds[(_first + concept) % Thresholds.Length] ? 1 : 0;
    }
}
