using System.Globalization;
using Parquet;
using Parquet.Schema;
using RlQuery.Core.Data;

namespace RlQuery.Embeddings.Files;

/// <summary>Writes a table as Parquet: features of single precision, the target as numbers if it holds nothing else, otherwise as texts.</summary>
internal static class ParquetFileWriter
{
    private const int GroupRows = 1 << 16;

    public static void Write(Stream stream, NumericTable table, CancellationToken cancellation) =>
        WriteAsync(stream, table, cancellation).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream stream, NumericTable table, CancellationToken cancellation)
    {
        string[] names = table.Features.FeatureNames;
        double?[]? numbers = table.TargetName is null ? null : Numbers(table.Target);
        var schema = new ParquetSchema(
        [
            .. table.Texts.Select(column => new DataField(column.Name, typeof(string), isNullable: true)),
            .. names.Select(name => new DataField(name, typeof(float), isNullable: false)),
            .. table.TargetName is { } target ? [new DataField(target, numbers is null ? typeof(string) : typeof(double), isNullable: true)]
                : Array.Empty<Field>(),
        ]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancellation).ConfigureAwait(false);
        for (int first = 0; first < table.Rows; first += GroupRows)
        {
            int count = Math.Min(GroupRows, table.Rows - first);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach ((int i, (_, string[] cells)) in table.Texts.Index())
            {
                await group.WriteAsync(schema.DataFields[i], cells.AsSpan(first, count).ToArray()).ConfigureAwait(false);
            }
            float[] column = new float[count];
            for (int feature = 0; feature < names.Length; feature++)
            {
                for (int row = 0; row < count; row++)
                {
                    column[row] = table.Features.Values[((first + row) * names.Length) + feature];
                }
                await group.WriteAsync<float>(schema.DataFields[table.Texts.Count + feature], column, cancellationToken: cancellation).ConfigureAwait(false);
            }
            if (numbers is not null)
            {
                await group.WriteAsync<double>(schema.DataFields[^1], numbers.AsMemory(first, count), cancellationToken: cancellation).ConfigureAwait(false);
            }
            else if (table.TargetName is not null)
            {
                await group.WriteAsync(schema.DataFields[^1], table.Target.Skip(first).Take(count).ToArray()!).ConfigureAwait(false);
            }
        }
    }

    // Null where a text is not that of a number, such as 007: two classes must not become one.
    private static double?[]? Numbers(IReadOnlyList<string?> cells)
    {
        double?[] numbers = new double?[cells.Count];
        for (int row = 0; row < numbers.Length; row++)
        {
            if (cells[row] is { } cell)
            {
                if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || NumberText.Of(number) != cell)
                {
                    return null;
                }
                numbers[row] = number;
            }
        }
        return Array.TrueForAll(numbers, number => number is null) ? null : numbers;
    }
}
