using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>A hyperplane that halves the unit cube of ten features; with drift, it turns. Five in a hundred classes are wrong.</summary>
/// <remarks>
/// Source: G. Hulten, L. Spencer and P. Domingos, "Mining Time-Changing Data Streams" (2001), section 4: an item is of class 1 if sum w_i x_i is at least half
/// of sum w_i. Weights are drawn from [-1, 1]. Gradual drift turns the plane a little at every item, from one drawn one to the next within a period.
/// </remarks>
internal sealed class HyperplaneStream(ConceptDrift drift, ulong seed)
    : GeneratedStream(Width, 2, drift == ConceptDrift.Sudden ? drift : ConceptDrift.None, 0.05, seed)
{
    private const int Width = 10;

    private readonly double[] _from = new double[Width];
    private readonly double[] _to = new double[Width];
    private int _concept = -1;
    private long _items;

    protected override int Draw(Span<float> features, int concept, Pcg64 draws)
    {
        bool turns = drift == ConceptDrift.Gradual;
        long item = _items++;
        int current = turns ? (int)(item / ConceptSchedule.Period) : concept;
        if (current != _concept)
        {
            _concept = current;
            Plane(current, _from);
            Plane(current + 1, _to);
        }
        double share = turns ? (double)(item % ConceptSchedule.Period) / ConceptSchedule.Period : 0;
        double side = 0;
        for (int j = 0; j < features.Length; j++)
        {
            features[j] = (float)draws.NextDouble();
            side += (((1 - share) * _from[j]) + (share * _to[j])) * (features[j] - 0.5);
        }
        return side >= 0 ? 1 : 0;
    }

    private void Plane(int concept, double[] weights)
    {
        Pcg64 own = OfConcept(concept);
        foreach (ref double weight in weights.AsSpan())
        {
            weight = (2 * own.NextDouble()) - 1;
        }
    }
}
