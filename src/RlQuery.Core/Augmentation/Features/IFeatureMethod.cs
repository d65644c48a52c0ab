using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>A way to make feature vectors of a class from those of its labelled rows. It has no state.</summary>
internal interface IFeatureMethod
{
    /// <summary>Name, such as <c>smote</c>.</summary>
    string Name { get; }

    /// <summary>Makes vectors.</summary>
    /// <param name="features">Features that hold the rows.</param>
    /// <param name="rows">Rows of the class, at least 2.</param>
    /// <param name="random">The generator.</param>
    /// <param name="made">Receives the vectors, as many as it has room for.</param>
    void Make(FeatureMatrix features, int[] rows, Pcg64 random, Span<float> made);
}
