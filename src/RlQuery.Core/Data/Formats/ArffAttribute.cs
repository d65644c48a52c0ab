using RlQuery.Core.Data.Text;
namespace RlQuery.Core.Data.Formats;

/// <summary>A column declared in an ARFF header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Numeric, categorical for nominal, date, or unknown for string: the cells tell categories from texts.</param>
/// <param name="Values">The allowed values of a nominal column, otherwise null.</param>
/// <param name="Form">How dates are written, otherwise null.</param>
internal sealed record ArffAttribute(string Name, ColumnKind Kind, string[]? Values, DateForm? Form = null)
{
    /// <summary>Weka's, where the header has none.</summary>
    private const string DefaultDate = "yyyy-MM-dd'T'HH:mm:ss";

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
        // KEEL writes the range behind the type: real[-3,3].
        switch (type.Split('[')[0].ToUpperInvariant())
        {
            case "NUMERIC" or "REAL" or "INTEGER":
                return new ArffAttribute(name, ColumnKind.Numeric, null);
            case "STRING":
                return new ArffAttribute(name, ColumnKind.Unknown, null);
            case "DATE":
                return new ArffAttribute(name, ColumnKind.Date, null, ParseDate(scanner, line, name, faults));
            default:
                faults.Add(line, name, $"type {CellText.Show(type)} is not read; use numeric, real, integer, string, date or {{value, ...}}");
                return new ArffAttribute(name, ColumnKind.Categorical, null);
        }
    }

    /// <summary>The column with its cells.</summary>
    public TableColumn ToColumn(string?[] cells)
    {
        var column = new TableColumn(Name, Kind, cells) { DateForm = Form, DeclaredValues = Values ?? [] };
        return Kind != ColumnKind.Unknown ? column
            : column with { Kind = TextCells.AreImages(column) ? ColumnKind.Image : TextCells.AreTexts(column) ? ColumnKind.Text : ColumnKind.Categorical };
    }

    private static DateForm? ParseDate(ArffScanner scanner, int line, string name, FaultList faults)
    {
        string pattern = scanner.AtEnd() ? DefaultDate : scanner.Next();
        var form = DateForm.OfPattern(pattern);
        if (form is null)
        {
            faults.Add(line, name, $"date form {CellText.Show(pattern)} is not read; use y M d H h m s S a E z Z X, other letters in quotes");
        }
        return form;
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
