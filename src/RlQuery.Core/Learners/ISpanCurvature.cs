namespace RlQuery.Core.Learners;

/// <summary>A curvature that is the identity outside the span of the labelled rows, and is to be had in the span's coordinates alone.</summary>
/// <remarks>
/// With c the coordinates of a row, r its part outside the span and z = L⁻¹ [c; 1], the product of two whitened rows is z·z' + r·r'. The second term is
/// the same in all blocks, and in all signals.
/// </remarks>
internal interface ISpanCurvature : ICurvature
{
    /// <summary>The pool in the span's coordinates, as of the last <see cref="ICurvature.FactorHessian"/>; null where the span does not pay.</summary>
    SpanCoordinates? Span { get; }

    /// <summary>Whitens rows in the span.</summary>
    /// <param name="block">0..<see cref="ICurvature.Blocks"/>-1.</param>
    /// <param name="rows">Coordinates and bias [count x (rank + 1)], of <see cref="SpanCoordinates.Gather"/>.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="whitened">Receives [count x <see cref="Numerics.FloatProducts.Pad"/>(rank + 1)]; zeros in the padding.</param>
    void WhitenInSpan(int block, ReadOnlySpan<float> rows, int count, Span<float> whitened);

    /// <summary>Whitens rows in the span that lie side by side in lanes.</summary>
    /// <param name="block">0..<see cref="ICurvature.Blocks"/>-1.</param>
    /// <param name="columns">Coordinates, then ones for the bias [(rank + 1) x lanes].</param>
    /// <param name="lanes">A multiple of <see cref="Numerics.FloatProducts.Tile"/>.</param>
    /// <param name="whitened">Receives as many values.</param>
    void WhitenLanesInSpan(int block, ReadOnlySpan<float> columns, int lanes, Span<float> whitened);
}
