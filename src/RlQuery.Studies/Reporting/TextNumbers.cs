using System.Globalization;

namespace RlQuery.Studies.Reporting;

/// <summary>The format of numbers in tables for people.</summary>
internal static class TextNumbers
{
    /// <summary>A score; an unknown one is an empty cell.</summary>
    public static string Score(double value) => double.IsNaN(value) ? "" : value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A difference.</summary>
    public static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);

    /// <summary>A difference with its interval, where that is known.</summary>
    public static string Signed(double value, double lower, double upper) =>
        double.IsNaN(lower) ? Signed(value) : $"{Signed(value)} [{Signed(lower)}, {Signed(upper)}]";

    /// <summary>A p-value.</summary>
    public static string Probability(double value) => value < 0.001 ? "<0.001" : value.ToString("F3", CultureInfo.InvariantCulture);
}
