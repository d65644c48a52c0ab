using RlQuery.Core.Data.Text;
namespace RlQuery.Core.Data.Formats;

/// <summary>A column declared in an ARFF header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Numeric, or categorical for nominal and string.</param>
/// <param name="Values">The allowed values of a nominal column, otherwise null.</param>
internal sealed record ArffAttribute(string Name, ColumnKind Kind, string[]? Values)
{
    private readonly HashSet<string>? _allowed = Values is null ? null : [.. Values];

    /// <summary>Reads what follows <c>@attribute</c>.</summary>
    public static ArffAttribute Parse(ArffScanner scanner, int line, FaultList faults)
    {
        string name = scanner.Next();
        if (scanner.Take('{'))
        {
            return new ArffAttribute(name, ColumnKind.Categorical, ParseValues(scanner, line, name, faults));
        }
        string type = scanner.Next();
        switch (type.ToUpperInvariant())
        {
            case "NUMERIC" or "REAL" or "INTEGER":
                return new ArffAttribute(name, ColumnKind.Numeric, null);
            case "STRING":
                return new ArffAttribute(name, ColumnKind.Categorical, null);
            default:
                faults.Add(line, name, $"type {CellText.Show(type)} is not read; use numeric, real, integer, string or {{value, ...}}");
                return new ArffAttribute(name, ColumnKind.Categorical, null);
        }
    }

    /// <summary>The value if a sparse row omits the column: 0 or the first nominal value.</summary>
    public string? Omitted => Kind == ColumnKind.Numeric ? "0" : Values?.FirstOrDefault();

    /// <summary>The cell of a token, with a fault where the column does not allow it.</summary>
    public string? Cell(string token, bool quoted, int line, FaultList faults)
    {
        if (_allowed is not null && _allowed.Contains(token))
        {
            return token;
        }
        if (token.Length == 0 || (!quoted && CellText.IsMissing(token)))
        {
            return null;
        }
        if (Values is not null)
        {
            string? nearest = NearestName.Find(token, Values);
            string allowed = string.Join(", ", Values.Take(10)) + (Values.Length > 10 ? ", ..." : "");
            faults.Add(line, Name, $"{CellText.Show(token)} is not declared; use {allowed}{(nearest is null ? "" : $" (nearest: {nearest})")}");
        }
        return token;
    }

    private static string[] ParseValues(ArffScanner scanner, int line, string name, FaultList faults)
    {
        var values = new List<string>();
        while (!scanner.Take('}'))
        {
            if (scanner.AtEnd())
            {
                faults.Add(line, name, "the list of values has no closing }");
                break;
            }
            if (scanner.Take(',') || scanner.Take('{'))
            {
                continue;
            }
            values.Add(scanner.Next());
        }
        return [.. values];
    }
}
