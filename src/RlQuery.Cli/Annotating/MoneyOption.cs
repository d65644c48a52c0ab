using System.Globalization;
using RlQuery.Studies;

namespace RlQuery.Cli.Annotating;

/// <summary>An amount of money on a command line.</summary>
internal static class MoneyOption
{
    private const decimal Most = 1_000_000;

    /// <summary>Reads it; what is not allowed is added to the faults.</summary>
    /// <returns>Null where none was given, or it is not allowed.</returns>
    public static decimal? Read(string name, string? text, Faults faults)
    {
        if (text is null)
        {
            return null;
        }
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        bool isNumber = decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out decimal money);
        if (isNumber && money is > 0 and <= Most)
        {
            return money;
        }
        faults.Add(isNumber && money == 0
            ? $"{name}: {text} buys nothing, so nothing would be asked; use more than 0, or --offline to read the record alone"
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {text} is not allowed; use more than 0, at most {Most}"));
        return null;
    }
}
