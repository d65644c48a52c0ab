using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Finds the target column of a table.</summary>
internal static class TargetColumn
{
    private const int ShownNames = 20;

    /// <exception cref="InvalidInputException">No such column; the line names the existing ones and the nearest.</exception>
    public static int Find(Table table, string? target)
    {
        string[] names = [.. table.Columns.Select(column => column.Name)];
        // What a separator at the end of every line makes is no last column.
        int width = names.Length;
        while (width > 1 && table.Columns[width - 1].Kind == ColumnKind.Ignored)
        {
            width--;
        }
        if (Place(names, target, width) is int place)
        {
            return place;
        }
        if (int.TryParse(target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
        {
            throw new InvalidInputException($"target: {index} is not a column of {table.Source}; use a name or {-width}..{names.Length - 1}");
        }
        string? nearest = NearestName.Find(target!, names);
        string allowed = string.Join(", ", names.Take(ShownNames));
        string more = names.Length > ShownNames ? $" ... and {names.Length - ShownNames} more" : "";
        throw new InvalidInputException(
            $"target: {CellText.Show(target!)} is not a column of {table.Source}; use {allowed}{more}{(nearest is null ? "" : $" (nearest: {nearest})")}");
    }

    /// <summary>The target column of a table that has features as well.</summary>
    /// <exception cref="InvalidInputException">No such column, or no other.</exception>
    public static int FindBesideFeatures(Table table, string? target)
    {
        int found = Find(table, target);
        return table.Columns.Count > 1 ? found
            : throw new InvalidInputException($"{table.Source}: the only column is the target {table.Columns[0].Name}; features are needed beside it");
    }

    /// <summary>Where a target stands among columns.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="target">Name or index; null for the last.</param>
    /// <param name="width">Number of columns that indices from the end count; null for all.</param>
    /// <returns>Null where there is no such column.</returns>
    public static int? Place(string[] names, string? target, int? width = null)
    {
        int end = width ?? names.Length;
        int byName = target is null ? end - 1 : Array.IndexOf(names, target);
        if (byName >= 0)
        {
            return byName;
        }
        return int.TryParse(target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) && index >= -end && index < names.Length
            ? index < 0 ? index + end : index
            : null;
    }
}
