using System.Globalization;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Pairs of texts by rule: numbers and dates in digits, and the same in English words. What a model of texts should learn without fault.</summary>
internal static class SpelledNumbers
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Days =
    [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>Draws pairs; no source twice.</summary>
    /// <param name="count">How many, at most 10000.</param>
    /// <param name="generator">Where the draws come from.</param>
    /// <returns>Half numbers below 10000, such as <c>407</c>, and half dates from 1900 to 2099, such as <c>31.12.1984</c>.</returns>
    public static List<(string Source, string Answer)> Draw(int count, Pcg64 generator)
    {
        var pairs = new List<(string Source, string Answer)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (pairs.Count < count)
        {
            (string Source, string Answer) pair = pairs.Count % 2 == 0 ? Number(generator.NextInt(10000)) : Date(generator);
            if (seen.Add(pair.Source))
            {
                pairs.Add(pair);
            }
        }
        return pairs;
    }

    /// <summary>A number in words, as it is said in Britain.</summary>
    /// <param name="number">In [0, 9999].</param>
    public static string Words(int number)
    {
        if (number < 20)
        {
            return Small[number];
        }
        if (number < 100)
        {
            return Tens[number / 10] + (number % 10 > 0 ? $"-{Small[number % 10]}" : "");
        }
        int unit = number < 1000 ? 100 : 1000;
        string rest = number % unit == 0 ? "" : $" {(number % unit < 100 ? "and " : "")}{Words(number % unit)}";
        return $"{Small[number / unit]} {(unit == 100 ? "hundred" : "thousand")}{rest}";
    }

    /// <summary>A date in words.</summary>
    /// <param name="day">Day of the month.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="year">1900 to 2099.</param>
    public static string Words(int day, int month, int year) => $"the {Ordinal(day)} of {Months[month - 1]} {Year(year)}";

    private static string Ordinal(int day) =>
        day <= 20 ? Days[day - 1] : day == 30 ? "thirtieth" : $"{Tens[day / 10]}-{Days[(day % 10) - 1]}";

    // 1900 is nineteen hundred, 1905 nineteen oh five; 2000 to 2009 are said as numbers.
    private static string Year(int year) =>
        year is >= 2000 and < 2010 ? Words(year)
        : year % 100 == 0 ? $"{Words(year / 100)} hundred"
        : year % 100 < 10 ? $"{Words(year / 100)} oh {Words(year % 100)}"
        : $"{Words(year / 100)} {Words(year % 100)}";

    private static (string Source, string Answer) Number(int number) => (number.ToString(CultureInfo.InvariantCulture), Words(number));

    private static (string Source, string Answer) Date(Pcg64 generator)
    {
        int year = generator.Between(1900, 2099);
        int month = generator.Between(1, 12);
        int day = generator.Between(1, DateTime.DaysInMonth(year, month));
        return (string.Create(CultureInfo.InvariantCulture, $"{day}.{month}.{year}"), Words(day, month, year));
    }
}
