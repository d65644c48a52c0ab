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
        if (target is null)
        {
            return names.Length - 1;
        }
        int byName = Array.IndexOf(names, target);
        if (byName >= 0)
        {
            return byName;
        }
        if (int.TryParse(target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
        {
            return index >= -names.Length && index < names.Length
                ? (index + names.Length) % names.Length
                : throw new InvalidInputException(
                    $"target: {index} is not a column of {table.Source}; use a name or {-names.Length}..{names.Length - 1}");
        }
        string? nearest = NearestName.Find(target, names);
        string allowed = string.Join(", ", names.Take(ShownNames));
        string more = names.Length > ShownNames ? $" ... and {names.Length - ShownNames} more" : "";
        throw new InvalidInputException(
            $"target: {CellText.Show(target)} is not a column of {table.Source}; use {allowed}{more}{(nearest is null ? "" : $" (nearest: {nearest})")}");
    }
}
