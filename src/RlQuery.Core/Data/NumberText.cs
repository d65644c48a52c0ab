using System.Globalization;

namespace RlQuery.Core.Data;

/// <summary>The text of numbers, from which every reader of tables gets the same number.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that is read as this number.</summary>
    /// <param name="number">Any number.</param>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that is read as this number.</summary>
    /// <param name="number">Any number.</param>
    /// <remarks>
    /// Readers of tables parse in double precision and round to single. For a handful of all numbers this differs from the rounding in one step that the
    /// shortest text is made for; these have the text of the double.
    /// </remarks>
    public static string Of(float number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return (float)double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) == number || float.IsNaN(number) ? text : Of((double)number);
    }
}
