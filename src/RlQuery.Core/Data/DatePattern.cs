using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RlQuery.Core.Data;

/// <summary>Dates by a pattern of Java's SimpleDateFormat, which ARFF files declare.</summary>
/// <remarks>As in Java, a field may have fewer or more digits than letters where no other field follows at once. A part that is not there is the first: year 1,
/// month 1, day 1, midnight.</remarks>
internal sealed partial class DatePattern
{
    private const string Digits = "yMdHhmsS";

    private readonly string _pattern;
    private readonly bool _hasZone;

    private DatePattern(string pattern, bool hasZone)
    {
        _pattern = pattern;
        _hasZone = hasZone;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">Such as <c>dd.MM.yy HH:mm</c>.</param>
    /// <returns>Null where it has letters that are not known, a quote that is not closed, or no field.</returns>
    public static DatePattern? Translate(string pattern)
    {
        var own = new StringBuilder();
        bool hasZone = false;
        bool hasField = false;
        for (int i = 0; i < pattern.Length;)
        {
            char letter = pattern[i];
            int end = i + 1;
            while (end < pattern.Length && pattern[end] == letter && letter != '\'')
            {
                end++;
            }
            if (letter == '\'')
            {
                end = pattern.IndexOf('\'', i + 1) + 1;
                if (end == 0)
                {
                    return null;
                }
                Quote(own, end == i + 2 ? "'" : pattern[(i + 1)..(end - 1)]);
            }
            else if (!char.IsAsciiLetter(letter))
            {
                Quote(own, pattern[i..end]);
            }
            else if (Field(letter, end - i, end < pattern.Length && Digits.Contains(pattern[end], StringComparison.Ordinal)) is { } field)
            {
                own.Append(field);
                hasField = true;
                hasZone |= field == "zzz";
            }
            else
            {
                return null;
            }
            i = end;
        }
        // Without a year the day that is now would be taken for what is not there.
        if (hasZone && !pattern.Contains('y', StringComparison.Ordinal))
        {
            return null;
        }
        // A single letter alone would be a standard format of .NET.
        return !hasField ? null : new DatePattern(own.Length == 1 ? $"%{own}" : own.ToString(), hasZone);
    }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="moment">The day and time as written, at its distance from universal time, which is 0 where the pattern has none.</param>
    public bool TryParse(string cell, out DateTimeOffset moment)
    {
        if (_hasZone)
        {
            string plain = Distance().Replace(Universal().Replace(cell, "${1}+00:00"), "$1:$2");
            return DateTimeOffset.TryParseExact(plain, _pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        }
        bool parsed = DateTime.TryParseExact(cell, _pattern, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime day);
        moment = new DateTimeOffset(DateTime.SpecifyKind(day, DateTimeKind.Utc));
        return parsed;
    }

    private static void Quote(StringBuilder own, string text)
    {
        foreach (char letter in text)
        {
            own.Append('\\').Append(letter);
        }
    }

    // Where another number follows at once, only the count of letters tells where a number ends.
    private static string? Field(char letter, int count, bool followed) => letter switch
    {
        'y' => count == 2 ? "yy" : "yyyy",
        'M' when count > 2 => count == 3 ? "MMM" : "MMMM",
        'M' or 'd' or 'H' or 'h' or 'm' or 's' => followed ? new string(letter, Math.Min(count, 2)) : letter.ToString(),
        'S' => new string(followed ? 'f' : 'F', Math.Clamp(count, 3, 7)),
        'a' => "tt",
        'E' => count < 4 ? "ddd" : "dddd",
        'z' or 'Z' or 'X' => "zzz",
        _ => null,
    };

    [GeneratedRegex(@"(\d ?)(Z|UTC|UT|GMT)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Universal();

    [GeneratedRegex(@"([+-]\d\d):?(\d\d)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Distance();
}
