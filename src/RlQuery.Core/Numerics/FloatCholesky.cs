namespace RlQuery.Core.Numerics;

/// <summary>Inverses of Cholesky factors in single precision, in blocks of 16: for many matrices that are not close to singular.</summary>
/// <remarks>Source: Golub and Van Loan, "Matrix Computations", 4th ed., section 4.2.6 (block Cholesky) and 3.1.4 (block triangular systems).</remarks>
internal static class FloatCholesky
{
    private const int Block = FloatProducts.Tile;

    // Columns of the inverse that are multiplied at a time.
    private const int Wide = 2 * Block;

    // A pivot that is a smaller share of its diagonal value is left to double precision.
    private const float LeastShare = 1e-3f;

    /// <summary>Values of scratch that are needed.</summary>
    /// <param name="order">Order of the matrix.</param>
    public static int Memory(int order) => (order * Block) + (Block * order) + (3 * Block * Block);

    /// <summary>Finds L⁻¹ of A = L Lᵀ.</summary>
    /// <param name="matrix">A, row-major [order x order], of which the lower triangle is read; its content is overwritten.</param>
    /// <param name="order">A multiple of <see cref="FloatProducts.Tile"/>.</param>
    /// <param name="scratch">Values of <see cref="Memory"/>.</param>
    /// <param name="inverse">Receives L⁻¹, row-major [order x order], zeros above the diagonal.</param>
    /// <returns>Whether A is far enough from singular; if not, the inverse is undefined.</returns>
    public static bool Invert(Span<float> matrix, int order, Span<float> scratch, Span<float> inverse)
    {
        Span<float> across = scratch[..(order * Block)];
        Span<float> product = scratch.Slice(order * Block, Block * order);
        Span<float> own = scratch[(2 * order * Block)..];
        inverse.Clear();
        for (int j = 0; j < order; j += Block)
        {
            Span<float> panel = matrix[((j * order) + j)..];
            Transpose(matrix.Slice(j * order, ((Block - 1) * order) + j), order, j, across);
            FloatProducts.Add(matrix[(j * order)..], order, order - j, across, Block, j, panel, order, Block);
            Span<float> small = inverse[((j * order) + j)..];
            if (!FactorBlock(panel, order))
            {
                return false;
            }
            InvertBlock(panel, order, small);
            int below = order - j - Block;
            Multiply(panel[Math.Min(Block * order, panel.Length)..], order, below, small, own, across);
        }
        for (int i = Block; i < order; i += Block)
        {
            Span<float> target = inverse[(i * order)..];
            product.Clear();
            for (int column = 0; column < i; column += Wide)
            {
                FloatProducts.Add(
                    matrix[((i * order) + column)..], order, Block, inverse[((column * order) + column)..], order, i - column, product[column..], order,
                    Math.Min(Wide, i - column));
            }
            Negative(target[i..], order, own);
            FloatProducts.Add(own, Block, Block, product, order, Block, target, order, i);
        }
        return true;
    }

    // Minus the first columns of sixteen rows, side by side.
    private static void Transpose(ReadOnlySpan<float> rows, int stride, int columns, Span<float> target)
    {
        for (int i = 0; i < Block; i++)
        {
            for (int k = 0; k < columns; k++)
            {
                target[(k * Block) + i] = -rows[(i * stride) + k];
            }
        }
    }

    private static bool FactorBlock(Span<float> values, int stride)
    {
        for (int i = 0; i < Block; i++)
        {
            Span<float> row = values.Slice(i * stride, Block);
            float diagonal = row[i];
            for (int k = 0; k < i; k++)
            {
                ReadOnlySpan<float> other = values.Slice(k * stride, Block);
                float sum = row[k];
                for (int m = 0; m < k; m++)
                {
                    sum -= row[m] * other[m];
                }
                row[k] = sum / other[k];
            }
            float pivot = diagonal;
            for (int k = 0; k < i; k++)
            {
                pivot -= row[k] * row[k];
            }
            if (!(pivot > LeastShare * diagonal))
            {
                return false;
            }
            row[i] = MathF.Sqrt(pivot);
        }
        return true;
    }

    private static void InvertBlock(ReadOnlySpan<float> factor, int stride, Span<float> inverse)
    {
        for (int i = 0; i < Block; i++)
        {
            ReadOnlySpan<float> row = factor.Slice(i * stride, Block);
            float scale = 1 / row[i];
            Span<float> target = inverse.Slice(i * stride, Block);
            for (int k = 0; k < i; k++)
            {
                float own = row[k] * scale;
                ReadOnlySpan<float> other = inverse.Slice(k * stride, Block);
                for (int m = 0; m <= k; m++)
                {
                    target[m] -= own * other[m];
                }
            }
            target[i] = scale;
        }
    }

    // Rows of sixteen values times the transpose of an inverse block, in place.
    private static void Multiply(Span<float> rows, int stride, int count, ReadOnlySpan<float> inverse, Span<float> transposed, Span<float> copy)
    {
        for (int i = 0; i < Block; i++)
        {
            for (int k = 0; k < Block; k++)
            {
                transposed[(k * Block) + i] = inverse[(i * stride) + k];
            }
        }
        for (int i = 0; i < count; i++)
        {
            Span<float> row = rows.Slice(i * stride, Block);
            row.CopyTo(copy[(i * Block)..]);
            row.Clear();
        }
        FloatProducts.Add(copy, Block, count, transposed, Block, Block, rows, stride, Block);
    }

    private static void Negative(ReadOnlySpan<float> block, int stride, Span<float> target)
    {
        for (int i = 0; i < Block; i++)
        {
            for (int k = 0; k < Block; k++)
            {
                target[(i * Block) + k] = -block[(i * stride) + k];
            }
        }
    }
}
