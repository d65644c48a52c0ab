using System.Globalization;

namespace RlQuery.Studies;

/// <summary>How numbers stand in result files.</summary>
internal static class Decimals
{
    /// <summary>Six decimals, whatever the culture; an unknown value (NaN) is an empty cell.</summary>
    public static string Format(double value) => double.IsNaN(value) ? "" : value.ToString("F6", CultureInfo.InvariantCulture);

    /// <summary>A whole number; one that is not known is an empty cell.</summary>
    public static string Format(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A whole number.</summary>
    public static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
