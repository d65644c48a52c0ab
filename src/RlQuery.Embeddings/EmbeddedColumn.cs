using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;

namespace RlQuery.Embeddings;

/// <summary>Makes features of the vectors of a column's cells. A missing cell is at the mean of the others, and marked.</summary>
internal static class EmbeddedColumn
{
    // Whole multiples of this are summed, so that the order of rows changes no mean.
    private const double Steps = 1L << 40;

    /// <summary>The features.</summary>
    /// <param name="table">The table of the column.</param>
    /// <param name="column">The column.</param>
    /// <param name="encoder">Whose vectors they are.</param>
    /// <param name="vectors">The vector of each row, null where the cell is missing; at least one is there.</param>
    /// <exception cref="Core.InvalidInputException">A vector has a number that is not finite; a line for each, ten at most and how many more.</exception>
    public static EncodedColumn Of(Table table, TableColumn column, string encoder, float[]?[] vectors)
    {
        var faults = new FaultList(table.Source);
        for (int row = 0; row < vectors.Length; row++)
        {
            if (vectors[row] is { } vector && !Array.TrueForAll(vector, float.IsFinite))
            {
                faults.Add(table.Lines[row], column.Name, $"{CellText.Show(column.Cells[row]!)}: encoder {encoder} gives numbers that are not finite");
            }
        }
        faults.ThrowIfAny();
        float[][] there = [.. vectors.OfType<float[]>()];
        int dimensions = there[0].Length;
        IEnumerable<string> names = Enumerable.Range(0, dimensions).Select(i => string.Create(CultureInfo.InvariantCulture, $"{column.Name}#{i}"));
        if (there.Length == vectors.Length)
        {
            return new EncodedColumn([.. names], there) { IsEmbedding = true };
        }
        float[] missing = [.. Mean(there, dimensions), 1];
        return new EncodedColumn([.. names, $"{column.Name}=missing"], [.. vectors.Select(vector => vector is null ? missing : [.. vector, 0])])
        {
            IsEmbedding = true,
        };
    }

    private static IEnumerable<float> Mean(float[][] vectors, int dimensions)
    {
        Int128[] sums = new Int128[dimensions];
        foreach (float[] vector in vectors)
        {
            for (int i = 0; i < dimensions; i++)
            {
                sums[i] += (Int128)Math.Round(vector[i] * Steps);
            }
        }
        return sums.Select(sum => (float)((double)sum / Steps / vectors.Length));
    }
}
