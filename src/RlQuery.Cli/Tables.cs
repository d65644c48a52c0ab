using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>Tables of plain text, a line for each row.</summary>
internal static class Tables
{
    /// <summary>A table with left-aligned text columns.</summary>
    public static Table Create(params string[] columns)
    {
        var table = new Table();
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = true });
        }
        return table;
    }

    /// <summary>Aligns columns to the right, as numbers stand.</summary>
    public static Table Numbers(this Table table, Range columns)
    {
        foreach (TableColumn column in table.Columns.Take(columns))
        {
            column.Alignment = Justify.Right;
        }
        return table;
    }

    /// <summary>Lets the last column, which holds sentences, wrap in a narrow window.</summary>
    public static Table Sentences(this Table table)
    {
        table.Columns[^1].NoWrap = false;
        return table;
    }

    /// <summary>Adds a row of plain text: what a name holds is never markup.</summary>
    public static Table Row(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}
