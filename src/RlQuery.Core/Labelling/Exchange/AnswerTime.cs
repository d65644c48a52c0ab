using System.Globalization;
using System.Text.Json;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>When an answer was given or last changed.</summary>
/// <remarks>As ISO 8601 writes it, of no zone in UTC; early versions of Label Studio wrote seconds since 1970.</remarks>
internal static class AnswerTime
{
    /// <summary>The names under which files have it, the one that counts first.</summary>
    public static readonly IReadOnlyList<string> Names = ["updated_at", "created_at", "completed_at"];

    private const double FirstMilliseconds = 1e11;
    private const double MostMilliseconds = 2.5e14;
    private const int LastYear = 9000;

    /// <summary>Reads the time of an object.</summary>
    /// <param name="record">An annotation, or a record.</param>
    /// <param name="fault">What is wrong with it; null where nothing is.</param>
    /// <returns>Null where it says none, or one that cannot be read.</returns>
    public static DateTimeOffset? Of(JsonElement record, out string? fault)
    {
        foreach (string name in Names)
        {
            if (ForeignJson.Member(record, name) is { } member && ForeignJson.Of(member) is { Length: > 0 } text)
            {
                return Parse(name, text, out fault);
            }
        }
        fault = null;
        return null;
    }

    /// <summary>Reads a time.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="text">Its text.</param>
    /// <param name="fault">What is wrong with it; null where nothing is.</param>
    public static DateTimeOffset? Parse(string name, string text, out string? fault)
    {
        fault = null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0)
        {
            double milliseconds = seconds < FirstMilliseconds ? 1000 * seconds : seconds;
            if (milliseconds < MostMilliseconds)
            {
                return DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);
            }
        }
        else if (text.Length > 4 && text[4] == '-' && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            && time.Year <= LastYear)
        {
            return time;
        }
        fault = $"{name}: {CellText.Show(text)} is no time; use one such as 2024-05-01T10:00:00Z";
        return null;
    }

    /// <summary>A time as files write it.</summary>
    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
