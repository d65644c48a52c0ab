using RlQuery.Core.Numerics;

namespace RlQuery.Core.Learners;

/// <summary>
/// A rotation of feature space, grown row by row, after which the rows added so far have values in the leading <see cref="Rank"/> places alone.
/// </summary>
/// <remarks>
/// Householder reflections, each with a part only in the places that its predecessors left free: Golub and Van Loan, "Matrix Computations", 4th ed.,
/// section 5.2.2, on the transpose. Rows rotated before stay valid: a new reflection leaves the leading places unchanged.
/// </remarks>
internal sealed class RowSpaceRotation
{
    // A row whose part outside the span is smaller than this share of it is taken to lie in the span: rounding leaves some 1e-15.
    private const double Dependent = 1e-10;

    // I - u uᵀ with |u|² = 2; u begins at the reflection's own place.
    private double[] _reflections = [];

    /// <summary>Number of values in a row.</summary>
    public int Columns { get; private set; }

    /// <summary>Dimension of the span of the rows.</summary>
    public int Rank { get; private set; }

    /// <summary>Forgets all rows.</summary>
    public void Reset(int columns)
    {
        Columns = columns;
        Rank = 0;
    }

    /// <summary>Adds a row, which is rotated in place: zeros from <see cref="Rank"/> on.</summary>
    public void Add(Span<double> row)
    {
        double length = Math.Sqrt(VectorMath.Dot(row, row));
        Apply(row, 0);
        Span<double> outside = row[Rank..];
        double distance = Math.Sqrt(VectorMath.Dot(outside, outside));
        if (distance > Dependent * length)
        {
            Reflect(outside, distance);
            outside = row[Rank..];
        }
        outside.Clear();
    }

    /// <summary>Rotates a row by the reflections from a given one on.</summary>
    public void Apply(Span<double> row, int first)
    {
        for (int j = first; j < Rank; j++)
        {
            Apply(j, row);
        }
    }

    /// <summary>Turns a row back.</summary>
    public void Invert(Span<double> row)
    {
        for (int j = Rank - 1; j >= 0; j--)
        {
            Apply(j, row);
        }
    }

    private void Apply(int reflection, Span<double> row)
    {
        ReadOnlySpan<double> normal = _reflections.AsSpan((reflection * Columns) + reflection, Columns - reflection);
        Span<double> part = row[reflection..];
        VectorMath.AddScaled(-VectorMath.Dot(normal, part), normal, part);
    }

    // Adds the reflection of a vector onto its first axis, with the sign that avoids cancellation.
    private void Reflect(Span<double> vector, double length)
    {
        if (_reflections.Length < (Rank + 1) * Columns)
        {
            Array.Resize(ref _reflections, Math.Max(16, 2 * Rank) * Columns);
        }
        Span<double> normal = _reflections.AsSpan((Rank * Columns) + Rank, Columns - Rank);
        double image = vector[0] > 0 ? -length : length;
        double scale = 1 / Math.Sqrt(length * (length + Math.Abs(vector[0])));
        normal.Clear();
        VectorMath.AddScaled(scale, vector, normal);
        normal[0] -= scale * image;
        vector[0] = image;
        Rank++;
    }
}
