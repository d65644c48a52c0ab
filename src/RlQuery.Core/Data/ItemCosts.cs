using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>What the answers of a table cost: its column of kind <see cref="ColumnKind.Cost"/>, or the words of a column of texts.</summary>
internal static class ItemCosts
{
    /// <summary>The least that an answer may cost.</summary>
    public const double Least = 0.001;

    /// <summary>The most that an answer may cost.</summary>
    public const double Most = 1_000_000;

    /// <summary>What is allowed, as the end of a line.</summary>
    public const string Allowed = "use 0.001 to 1000000";

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    /// <summary>Whether an answer may cost so much.</summary>
    /// <param name="cost">The cost.</param>
    public static bool IsAllowed(double cost) => cost is >= Least and <= Most;

    /// <summary>Reads the costs.</summary>
    /// <param name="table">A table whose schema was applied.</param>
    /// <param name="schema">The schema; null for none.</param>
    /// <param name="faults">Receives what is wrong, and a note on what was read.</param>
    /// <returns>The cost of each row; null where nothing says what it costs.</returns>
    public static double[]? Read(Table table, TableSchema? schema, FaultList faults)
    {
        double[]? costs = schema?.LengthColumn is { } text ? Words(table, text, faults) : Cells(table, schema?.CostsAreKnown ?? true, faults);
        double[] told = costs is null ? [] : Array.FindAll(costs, cost => !double.IsNaN(cost));
        if (told.Length > 0 && Array.TrueForAll(told, IsAllowed))
        {
            string before = schema?.CostsAreKnown == false ? ", which is predicted before" : "";
            faults.Note(FormattableString.Invariant(
                $"answers cost {told.Min():0.####} to {told.Max():0.####}{before}; where there is a budget, it is spent on them"));
        }
        return costs;
    }

    private static double[]? Cells(Table table, bool areKnown, FaultList faults)
    {
        if (table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Cost)?.WithPoints() is not { } column)
        {
            return null;
        }
        double[] costs = new double[table.Rows];
        for (int row = 0; row < costs.Length; row++)
        {
            string? cell = column.CellOf(row);
            if (cell is null && !areKnown)
            {
                costs[row] = double.NaN;
            }
            else if (cell is null)
            {
                faults.Add(table.Lines[row], column.Name, $"the cost is missing; {Allowed}");
            }
            else if (CellText.Parse(cell, out costs[row]) != CellKind.Number || !IsAllowed(costs[row]))
            {
                faults.Add(table.Lines[row], column.Name, $"{CellText.Show(cell)} is no cost of an answer; {Allowed}");
            }
        }
        return costs;
    }

    /// <summary>The same costs, with the mean of those that are known in place of those that are not.</summary>
    /// <param name="costs">Costs, NaN where they are not known; null for none.</param>
    public static double[]? Filled(double[]? costs)
    {
        if (costs is null || !Array.Exists(costs, double.IsNaN))
        {
            return costs;
        }
        double mean = costs.Where(cost => !double.IsNaN(cost)).DefaultIfEmpty(1).Average();
        return Array.ConvertAll(costs, cost => double.IsNaN(cost) ? mean : cost);
    }

    /// <summary>Refuses rows that have an answer whose cost is not known.</summary>
    /// <param name="data">Data whose costs are told by their answers.</param>
    /// <param name="table">Where they come from.</param>
    /// <exception cref="InvalidInputException">There are such rows.</exception>
    public static void CheckAnswered(Dataset data, Table table)
    {
        var faults = new FaultList(table.Source);
        for (int row = 0; row < data.Rows && data.CostsAreHidden; row++)
        {
            if (data.HasTarget(row) && double.IsNaN(data.ItemCosts![row]))
            {
                faults.Add($"line {table.Lines[row]}: the row has a label, and the cost of it is missing; {Allowed}");
            }
        }
        faults.ThrowIfAny();
    }

    // A text without words is read, too: it costs 1.
    private static double[]? Words(Table table, string name, FaultList faults)
    {
        if (table.Columns.FirstOrDefault(column => column.Name == name) is not { } column)
        {
            string hint = NearestName.Hint(name, [.. table.Columns.Select(one => one.Name)]);
            faults.Add($"{TableSchema.LengthWord}: column {CellText.Show(name)} is not there{hint}");
            return null;
        }
        return [.. Enumerable.Range(0, table.Rows).Select(row =>
            (double)Math.Max(1, (column.CellOf(row) ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Length))];
    }
}
