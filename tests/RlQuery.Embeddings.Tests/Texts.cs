using RlQuery.Core.Data;

namespace RlQuery.Embeddings.Tests;

/// <summary>Tables with one column of texts, or of anything else.</summary>
internal static class Texts
{
    public static Table Table(params string?[] cells) => Of(ColumnKind.Text, "t.csv", cells);

    public static Table Of(ColumnKind kind, string source, params string?[] cells) =>
        new("t", source, [new TableColumn("message", kind, cells)], [.. Enumerable.Range(2, cells.Length)]);

    public static EncodedColumn Encode(this IColumnEncoder encoder, Table table, EncodingOptions? options = null) =>
        encoder.Encode(table, table.Columns[0], options ?? new EncodingOptions());

    public static IColumnEncoder Find(string name) => EmbeddingParts.All.OfType<IColumnEncoder>().Single(encoder => encoder.Name == name);

    public static double Cosine(float[] one, float[] other)
    {
        double product = one.Zip(other, (a, b) => (double)a * b).Sum();
        return product / Math.Sqrt(one.Sum(a => (double)a * a) * other.Sum(b => (double)b * b));
    }
}
