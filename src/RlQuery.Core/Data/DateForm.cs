using System.Globalization;
using System.Text.RegularExpressions;

namespace RlQuery.Core.Data;

/// <summary>A date format, such as <c>dd.MM.yyyy</c>.</summary>
/// <remarks>
/// <para>A time may follow the day after a blank, a comma or a <c>T</c>: <c>13:05</c>, <c>13:05:59</c>, <c>13:05:59.123</c> or <c>1:05 PM</c>; and after it a
/// UTC offset: <c>Z</c>, <c>+02:00</c>, <c>+0200</c>, <c>GMT</c>. A weekday in front and a comment in parentheses at the end, as in mail, are ignored; so are
/// leading zeros. Names of months and weekdays are English, in full or of three letters. Years have four digits.</para>
/// <para>Eight digits (<c>yyyyMMdd</c>) are dates only where a schema says so: they are numbers otherwise.</para>
/// </remarks>
public sealed partial class DateForm
{
    private static readonly string[] Times = ["", "H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];

    /// <summary>More letters are no date: the patterns below would look for one in a long text for as long as its square.</summary>
    private const int MostLetters = 128;

    private readonly string[] _patterns;
    private readonly DatePattern? _declared;

    private DateForm(string name, DatePattern declared)
    {
        Name = name;
        _patterns = [];
        _declared = declared;
    }

    private DateForm(string name, params string[] days)
    {
        Name = name;
        _patterns =
        [
            .. days.SelectMany(day => Times.Select(time => time.Length == 0 ? day : $"{day} {time}")),
            .. days.SelectMany(day => Times.Skip(1).Select(time => $"{day} {time} zzz")),
        ];
    }

    /// <summary>Every format, in the order in which they are tried.</summary>
    public static IReadOnlyList<DateForm> All { get; } =
    [
        new("yyyy-MM-dd", "yyyy-M-d"), new("yyyy/MM/dd", "yyyy/M/d"), new("dd.MM.yyyy", "d.M.yyyy"), new("dd/MM/yyyy", "d/M/yyyy"),
        new("MM/dd/yyyy", "M/d/yyyy"), new("dd-MM-yyyy", "d-M-yyyy"), new("d MMM yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy"),
        new("MMM d, yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMMM d yyyy"),
        new("yyyyMMdd", "yyyyMMdd"),
    ];

    /// <summary>The form that an ARFF file declares, in the letters of Java's SimpleDateFormat; one of <see cref="All"/> where it is the same.</summary>
    /// <param name="pattern">Such as <c>yyyy-MM-dd'T'HH:mm:ss</c>.</param>
    /// <returns>Null where the pattern has other letters, or none.</returns>
    internal static DateForm? OfPattern(string pattern)
    {
        Match plain = DayWithTime().Match(pattern);
        return (plain.Success ? All.FirstOrDefault(form => form.Name == plain.Groups[1].Value) : null)
            ?? (DatePattern.Translate(pattern) is { } own ? new DateForm($"'{pattern}'", own) : null);
    }

    /// <summary>As in schema files, and as it is written; in single quotes where an ARFF file declares it.</summary>
    public string Name { get; }

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">Its text.</param>
    /// <param name="moment">The date and time as written, with its UTC offset, which is 0 if the cell has none.</param>
    /// <returns>Whether the cell is a date of this form, in the years 1 to 9999, and has at most 128 letters.</returns>
    public bool TryParse(string cell, out DateTimeOffset moment)
    {
        if (cell.Length > MostLetters)
        {
            moment = default;
            return false;
        }
        if (_declared is not null)
        {
            return _declared.TryParse(cell, out moment);
        }
        string plain = Remark().Replace(Weekday().Replace(cell, ""), "");
        plain = Zone().Replace(DayAndTime().Replace(plain, " "), " +00:00");
        plain = Distance().Replace(plain, " $1:$2");
        return DateTimeOffset.TryParseExact(plain, _patterns, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex(@"^([^ 'H]+)(('T'| )H{1,2}:mm(:ss(\.S{1,3})?)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayWithTime();

    // The names of zones in RFC 5322. Mail programs write all others as offsets.
    [GeneratedRegex(@"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@" *\([^)]*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();

    [GeneratedRegex(@"(?<=\d)(T|,? +)(?=\d?\d:\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DayAndTime();

    [GeneratedRegex(@"(?<=:\d\d(\.\d+)?) *(Z|UT|UTC|GMT)$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    [GeneratedRegex(@"(?<=:\d\d(?:\.\d+)?) *([+-]\d\d):?(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Distance();
}
