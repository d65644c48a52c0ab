using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML;

/// <summary>Encodes a column of dates as linear time and as cyclic times.</summary>
internal static class DateColumnEncoder
{
    private const double DaysOfYear = 365.2425;
    private const int DaysOfWeek = 7;

    private static readonly DateTime Zero = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static EncodedColumn Encode(TableColumn column)
    {
        DateTimeOffset?[] moments = [.. column.Cells.Select(cell => Parse(column.DateForm!, cell))];
        int missing = moments.Count(moment => moment is null);
        if (missing == moments.Length)
        {
            return EncodedColumn.Empty;
        }
        bool timed = moments.Any(moment => moment is { TimeOfDay.Ticks: > 0 });
        string name = column.Name;
        string[] names =
        [
            name, $"{name}=year-sin", $"{name}=year-cos", $"{name}=week-sin", $"{name}=week-cos",
            .. timed ? [$"{name}=day-sin", $"{name}=day-cos"] : Array.Empty<string>(),
            .. missing > 0 ? [$"{name}=missing"] : Array.Empty<string>(),
        ];
        // Summed in order of time, so that the order of rows changes nothing.
        double mean = moments.OfType<DateTimeOffset>().Select(Days).Order().Average();
        float[] days = SinglePrecision.Of([.. moments.Select(moment => moment is { } there ? Days(there) : mean)]).Values;
        float[][] rows = [.. moments.Select((moment, row) => Row(moment, days[row], timed, names.Length))];
        return new EncodedColumn(names, rows);
    }

    private static float[] Row(DateTimeOffset? moment, float days, bool timed, int width)
    {
        float[] row = new float[width];
        row[0] = days;
        if (moment is not { } there)
        {
            // A missing date is at the centre of each circle, at the same distance from all times.
            row[^1] = 1;
            return row;
        }
        double day = there.TimeOfDay.TotalDays;
        Turn((there.DayOfYear - 1 + day) / DaysOfYear, row.AsSpan(1));
        Turn(((int)there.DayOfWeek + day) / DaysOfWeek, row.AsSpan(3));
        if (timed)
        {
            Turn(day, row.AsSpan(5));
        }
        return row;
    }

    private static void Turn(double share, Span<float> target)
    {
        target[0] = (float)Math.Sin(2 * Math.PI * share);
        target[1] = (float)Math.Cos(2 * Math.PI * share);
    }

    private static double Days(DateTimeOffset moment) => (moment.UtcDateTime - Zero).TotalDays;

    private static DateTimeOffset? Parse(DateForm form, string? cell) => cell is not null && form.TryParse(cell, out DateTimeOffset moment) ? moment : null;
}
