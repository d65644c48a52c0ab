using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Making;

/// <summary>Makes a problem of classes one in which rows can be made of labelled rows.</summary>
/// <remarks>
/// What a made row looks like is decided by the features of the pool and the seed alone, and not by answers. The judge has the test rows of the data set and
/// never a made one.
/// </remarks>
internal static class MadeProblems
{
    /// <summary>Makes the problem.</summary>
    /// <param name="problem">Its rows, classes and start.</param>
    /// <param name="make">How rows are made; without faults.</param>
    /// <param name="dataRows">Number of rows of the data set: numbers of made rows follow them.</param>
    /// <param name="seed">With the rows it decides what is made.</param>
    public static Problem Create(Problem problem, MakeDefinition make, int dataRows, ulong seed)
    {
        Items rows = problem.Items;
        var made = new MadeItems(rows.Count, make.PerRow, make.Price);
        int columns = rows.Features.Columns;
        int count = rows.Count * (1 + make.PerRow);
        float[] values = new float[count * columns];
        int[] numbers = new int[count];
        rows.Features.Values.CopyTo(values);
        rows.Rows.CopyTo(numbers, 0);
        ulong own = SeedSequence.Child(seed, "made rows");
        for (int row = 0; row < rows.Count; row++)
        {
            int[] partners = PartnerRows.Of(make.Method, rows, row);
            var random = new Pcg64(SeedSequence.Child(own, (ulong)rows.Rows[row]));
            for (int i = 0; i < make.PerRow; i++)
            {
                int item = made.FirstOf(row) + i;
                numbers[item] = checked(dataRows + (rows.Rows[row] * make.PerRow) + i);
                Mix(rows.Features.Row(row), rows.Features.Row(partners[random.NextInt(partners.Length)]), random, values.AsSpan(item * columns, columns));
            }
        }
        var items = new Items(rows.Name, rows.DataHash, new FeatureMatrix(values, count, columns), numbers, problem.Start) { Views = rows.Views, Made = made };
        return new Problem(problem.Task, items, problem.Units, new MadeOracle(problem.Oracle, made, make.Weight), problem.Judge, problem.Start);
    }

    // At most half of the way, so that the origin is the nearer of both.
    private static void Mix(ReadOnlySpan<float> origin, ReadOnlySpan<float> partner, Pcg64 random, Span<float> made)
    {
        double share = random.NextDouble() / 2;
        for (int j = 0; j < made.Length; j++)
        {
            made[j] = (float)(origin[j] + (share * ((double)partner[j] - origin[j])));
        }
    }
}
