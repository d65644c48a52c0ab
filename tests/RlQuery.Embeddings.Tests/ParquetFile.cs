using Parquet;
using Parquet.Schema;

namespace RlQuery.Embeddings.Tests;

/// <summary>Parquet files that the package itself writes, column by column and group by group.</summary>
internal static class ParquetFile
{
    /// <summary>A file of groups of rows.</summary>
    /// <param name="columns">Each with its values, null where missing, and how a part of them is written.</param>
    /// <param name="ends">The row behind the last one of each group.</param>
    public static byte[] Of(IReadOnlyList<Column> columns, params int[] ends)
    {
        using var stream = new MemoryStream();
        Write(stream, new ParquetSchema(columns.Select(column => column.Field)), columns, ends).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    /// <summary>A column of values.</summary>
    public static Column Values<T>(DataField field, params T?[] values)
        where T : struct => new(field, (group, first, end) => field.IsNullable ? group.WriteAsync<T>(field, values.AsMemory()[first..end])
            : group.WriteAsync<T>(field, values[first..end].Select(value => value!.Value).ToArray()));

    /// <summary>A column of values of a plain type.</summary>
    public static Column Values<T>(string name, params T?[] values)
        where T : struct => Values(new DataField(name, typeof(T), isNullable: values.Contains(null)), values);

    /// <summary>A column of texts.</summary>
    public static Column Texts(string name, params string?[] values)
    {
        var field = new DataField<string>(name);
        return new Column(field, (group, first, end) => group.WriteAsync(field, values[first..end]!));
    }

    private static async Task Write(Stream stream, ParquetSchema schema, IReadOnlyList<Column> columns, int[] ends)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream);
        int first = 0;
        foreach (int end in ends)
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (Column column in columns)
            {
                await column.Write(group, first, end);
            }
            first = end;
        }
    }

    /// <summary>A column.</summary>
    internal sealed record Column(DataField Field, Func<ParquetRowGroupWriter, int, int, Task> Write);
}
