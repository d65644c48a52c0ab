using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>A made stream without end.</summary>
/// <param name="features">Features of an item.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="drift">How one concept follows another.</param>
/// <param name="noise">Share of the items whose class is drawn anew from the others.</param>
/// <param name="seed">Decides everything.</param>
internal abstract class GeneratedStream(int features, int classes, ConceptDrift drift, double noise, ulong seed) : StreamItems
{
    private readonly ConceptSchedule _schedule = new(drift);
    private readonly Pcg64 _draws = new(seed, "stream items");
    private long _items;

    public override int Features => features;

    public override int Classes => classes;

    public override bool Next(Span<float> features, out int label)
    {
        label = Draw(features, _schedule.At(_items++, _draws), _draws);
        if (_draws.NextDouble() < noise)
        {
            label = (label + 1 + _draws.NextInt(Classes - 1)) % Classes;
        }
        return true;
    }

    /// <summary>A generator of what a concept is.</summary>
    protected Pcg64 OfConcept(int concept) => new(SeedSequence.Child(SeedSequence.Child(seed, "stream concepts"), (ulong)concept));

    /// <summary>Draws an item.</summary>
    /// <param name="features">Receives its features.</param>
    /// <param name="concept">Number of its concept.</param>
    /// <param name="draws">Where the draws come from.</param>
    /// <returns>Its class.</returns>
    protected abstract int Draw(Span<float> features, int concept, Pcg64 draws);
}
