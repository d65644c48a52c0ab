using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Uniform points on a board of 2x2 to 5x5 fields, whose classes alternate along both sides.</summary>
internal sealed class Checkerboard() : SyntheticTask("checkerboard", "uniform points on a board of 2x2 to 5x5 fields, whose classes take turns")
{
    protected override Sample Draw(Pcg64 generator)
    {
        int fields = generator.Between(2, 5);
        int classes = generator.Between(2, Math.Min(fields, 3));
        return Sample.OfRows(generator.Rows(), classes, 2, row =>
        {
            row[0] = generator.Uniform(0, fields);
            row[1] = generator.Uniform(0, fields);
            return ((int)row[0] + (int)row[1]) % classes;
        });
    }
}
