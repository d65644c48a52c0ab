using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>The curvature of the loss at the solution, for learners with a linear score per class.</summary>
/// <remarks>
/// With H = L Lᵀ the (block of the) Hessian of one score, a row x is given as z = L⁻¹ [x; 1], or any rotation of it: |z|² is the leverage xᵀH⁻¹x, and z·z' says
/// how far labelling x moves the score of x' (one Newton step). The rotation may change from fit to fit, so single values of z mean nothing.
/// </remarks>
public interface ICurvature
{
    /// <summary>Number of scores with a Hessian of their own: 1 for two classes, else one per class.</summary>
    int Blocks { get; }

    /// <summary>Number of values in a whitened row.</summary>
    int WhitenedWidth { get; }

    /// <summary>The class whose score a block belongs to.</summary>
    /// <param name="block">0..<see cref="Blocks"/>-1.</param>
    /// <returns>A class, or -1 if one block stands for all scores.</returns>
    int BlockClass(int block);

    /// <summary>Factors the Hessian at the current solution. Call it once after each fit, before <see cref="Whiten"/>.</summary>
    void FactorHessian();

    /// <summary>Gives rows in coordinates in which the Hessian is the identity.</summary>
    /// <param name="block">0..<see cref="Blocks"/>-1.</param>
    /// <param name="features">Matrix that holds the rows.</param>
    /// <param name="rows">Which rows.</param>
    /// <param name="whitened">Receives [rows x <see cref="WhitenedWidth"/>].</param>
    void Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened);
}
