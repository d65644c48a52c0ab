using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data;

namespace RlQuery.Embeddings.Files;

/// <summary>Writes a table as CSV with a header. Every number is read back as the same one.</summary>
internal static class CsvWriter
{
    public static void Write(Stream stream, NumericTable table, CancellationToken cancellation)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        string[] names = table.Features.FeatureNames;
        IEnumerable<string> target = table.TargetName is { } name ? [name] : [];
        writer.WriteLine(string.Join(',', table.Texts.Select(column => column.Name).Concat(names).Concat(target).Select(CsvCell.QuoteForAll)));
        for (int row = 0; row < table.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((_, string[] cells) in table.Texts)
            {
                writer.Write(CsvCell.QuoteForAll(cells[row]));
                writer.Write(',');
            }
            for (int i = 0; i < names.Length; i++)
            {
                writer.Write(i > 0 ? "," : "");
                writer.Write(NumberText.Of(table.Features.Values[(row * names.Length) + i]));
            }
            if (table.TargetName is not null)
            {
                writer.Write(',');
                writer.Write(CsvCell.QuoteForAll(table.Target[row] ?? ""));
            }
            writer.WriteLine();
        }
    }
}
