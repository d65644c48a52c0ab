using RlQuery.Core.Numerics;

namespace RlQuery.Core.Streams.Sources;

/// <summary>Normal clusters around random centres: two to four classes of two clusters each, in two to eight features. Drift draws them anew.</summary>
/// <remarks>Source: the random RBF generator of A. Bifet and others, "New Ensemble Methods for Evolving Data Streams" (2009), section 3.</remarks>
internal sealed class ClusterStream : GeneratedStream
{
    private const int ClustersOfClass = 2;
    private const double Spread = 0.15;

    private readonly double[] _centres;
    private int _concept = -1;

    private ClusterStream(int features, int classes, ConceptDrift drift, ulong seed)
        : base(features, classes, drift, 0.02, seed) => _centres = new double[classes * ClustersOfClass * features];

    public static ClusterStream Of(ConceptDrift drift, ulong seed)
    {
        var sizes = new Pcg64(seed, "stream sizes");
        return new ClusterStream(2 + sizes.NextInt(7), 2 + sizes.NextInt(3), drift, seed);
    }

    protected override int Draw(Span<float> features, int concept, Pcg64 draws)
    {
        if (concept != _concept)
        {
            _concept = concept;
            Pcg64 own = OfConcept(concept);
            foreach (ref double centre in _centres.AsSpan())
            {
                centre = own.NextDouble();
            }
        }
        int cluster = draws.NextInt(Classes * ClustersOfClass);
        for (int j = 0; j < features.Length; j++)
        {
            features[j] = (float)(_centres[(cluster * features.Length) + j] + (Spread * draws.NextGaussian()));
        }
        return cluster / ClustersOfClass;
    }
}
