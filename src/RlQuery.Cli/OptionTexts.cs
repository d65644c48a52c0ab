using System.Globalization;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Numbers from the texts of options; invalid ones are added to the faults.</summary>
internal static class OptionTexts
{
    /// <summary>A whole number.</summary>
    /// <returns>Null if the option was not given, or is not a number; the limits are checked elsewhere.</returns>
    public static int? Whole(this Faults faults, string name, string? text, Limits? limits = null)
    {
        if (text is null)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value))
        {
            return value;
        }
        faults.Add($"{name}: {text} is not allowed; use {limits?.ToString() ?? "a whole number"}");
        return null;
    }

    /// <summary>A whole number within limits.</summary>
    /// <returns>The number; the fallback if the option was not given, or not allowed.</returns>
    public static int Integer(this Faults faults, string name, string? text, int low, int high, int fallback) =>
        faults.Within(name, faults.Whole(name, text, new Limits(low, high)), new Limits(low, high), fallback);

    /// <summary>A number above zero.</summary>
    /// <returns>The number; null if the option was not given, or not allowed.</returns>
    public static double? Positive(this Faults faults, string name, string? text, double high)
    {
        if (text is null)
        {
            return null;
        }
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0 && value <= high)
        {
            return value;
        }
        faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {text} is not allowed; use more than 0, at most {high}"));
        return null;
    }

    /// <summary>A score.</summary>
    /// <returns>Null if it is no number.</returns>
    public static double? Score(this Faults faults, string name, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }
        faults.Add($"{name}: {text} is not allowed; use a number such as 0.9");
        return null;
    }
}
