using nietras.SeparatedValues;
using RlQuery.Core.Data.Formats;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

/// <summary>The CSV files that this library writes for itself.</summary>
public sealed class CsvBuilderTests
{
    private static readonly string[] Cells = ["", "a", " b ", "1,5", "a;b", "say \"so\"", "\"", "two\nlines", "two\r\nlines", "\r", "é\0", "=1", "\t"];

    [Fact]
    public void Cells_are_quoted_where_needed_and_nowhere_else() => Assert.Equal(
        string.Join(',', Cells.Select(CsvCell.Guard).Select(CsvCell.Quote)) + "\n1,2\n\nx\n",
        Built(Cells, ["1", "2"], [""], ["x"]));

    [Fact]
    public void Cells_that_are_quoted_one_by_one_are_what_Sep_writes_and_reads()
    {
        var generator = new Pcg64(7, "cells");
        for (int trial = 0; trial < 2000; trial++)
        {
            string[] cells = [.. Enumerable.Range(0, 3).Select(_ => RandomData.Text(generator, ",\";\t\r\n #'=-a1\u00e9 ", 6))];
            string line = string.Join(',', cells.Select(CsvCell.Guard).Select(CsvCell.Quote)) + "\n";
            Assert.Equal(Built(cells), line);
            using SepReader reader = SepText.Reader(',', trims: false).FromText(line);
            Assert.True(reader.MoveNext());
            Assert.Equal(cells.Select(CsvCell.Guard), Enumerable.Range(0, 3).Select(i => reader.Current[i].ToString()));
            Assert.False(reader.MoveNext());
        }
    }

    [Fact]
    public void What_was_written_is_read_with_the_line_of_each_row()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Cells.Select((_, i) => $"c{i}")];
        string path = folder.Path("own.csv");
        CsvText.Write(path, Built(names, Cells, names, Cells));
        (int Line, string[] Cells)[] rows = [.. CsvText.Read(path, names)];
        Assert.Equal([2, 6, 7], rows.Select(row => row.Line));
        Assert.Equal([Cells, names, Cells], rows.Select(row => row.Cells));
        Assert.Equal(names, CsvText.Header(path));
    }

    private static string Built(string[] header, params string[][] rows)
    {
        using var text = new CsvBuilder(header);
        foreach (string[] row in rows)
        {
            text.Add(row);
        }
        return text.ToString();
    }
}
