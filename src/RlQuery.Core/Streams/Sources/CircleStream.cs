using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>Two numbers in [0, 1]: inside of a circle or outside, and at every change the circle is another of four.</summary>
/// <remarks>Source: CIRCLES of J. Gama and others, "Learning with Drift Detection" (2004), section 4.1. The seed decides with which a stream begins.</remarks>
internal sealed class CircleStream(ConceptDrift drift, ulong seed) : GeneratedStream(2, 2, drift, 0, seed)
{
    // The centre's first number, and the radius; the centre's second number is a half.
    private static readonly (double Centre, double Radius)[] Circles = [(0.2, 0.15), (0.4, 0.2), (0.6, 0.25), (0.8, 0.3)];

    private readonly int _first = new Pcg64(seed, "first concept").NextInt(Circles.Length);

    protected override int Draw(Span<float> features, int concept, Pcg64 draws)
    {
        features[0] = (float)draws.NextDouble();
        features[1] = (float)draws.NextDouble();
        (double centre, double radius) = Circles[(_first + concept) % Circles.Length];
        double across = features[0] - centre;
        double up = features[1] - 0.5;
        return (across * across) + (up * up) <= radius * radius ? 1 : 0;
    }
}
