using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>Two numbers in [0, 1]: below the sine of the first or above, and at every change the classes swap.</summary>
/// <remarks>Source: SINE1 of J. Gama, P. Medas, G. Castillo and P. Rodrigues, "Learning with Drift Detection" (2004), section 4.1.</remarks>
internal sealed class SineStream(ConceptDrift drift, ulong seed) : GeneratedStream(2, 2, drift, 0, seed)
{
    protected override int Draw(Span<float> features, int concept, Pcg64 draws)
    {
        features[0] = (float)draws.NextDouble();
        features[1] = (float)draws.NextDouble();
        int below = features[1] < Math.Sin(features[0]) ? 1 : 0;
        return concept % 2 == 0 ? below : 1 - below;
    }
}
