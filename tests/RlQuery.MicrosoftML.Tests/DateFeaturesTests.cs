using RlQuery.Core.Data;

namespace RlQuery.MicrosoftML.Tests;

public sealed class DateFeaturesTests
{
    [Fact]
    public void A_date_is_days_since_2000_and_a_place_in_the_year_and_the_week()
    {
        // The 1st of January 2000 was a Saturday, the last of the week that begins on Sunday.
        FeaturizedTable table = Featurize("2000-01-01", "2000-07-02");
        Assert.Equal(["sent", "sent=year-sin", "sent=year-cos", "sent=week-sin", "sent=week-cos"], table.FeatureNames);
        Assert.Equal(0, table.Values[0]);
        Assert.Equal(183, table.Values[5]);
        AssertNear([0, 1, Math.Sin(2 * Math.PI * 6 / 7), Math.Cos(2 * Math.PI * 6 / 7)], table.Values[1..5]);
        AssertNear([Math.Sin(2 * Math.PI * 183 / 365.2425), Math.Cos(2 * Math.PI * 183 / 365.2425), 0, 1], table.Values[6..10]);
    }

    [Fact]
    public void Time_goes_on_in_universal_time_and_returns_by_the_clock_as_written()
    {
        FeaturizedTable table = Featurize("2000-01-02T06:00:00+06:00", "2000-01-02T00:00:00Z", "2000-01-02 18:00");
        Assert.Equal(["sent=day-sin", "sent=day-cos"], table.FeatureNames[5..]);
        Assert.Equal([1, 1, 1.75f], [table.Values[0], table.Values[7], table.Values[14]]);
        AssertNear([1, 0, 0, 1, -1, 0], [.. table.Values[5..7], .. table.Values[12..14], .. table.Values[19..21]]);
    }

    [Fact]
    public void A_missing_date_is_the_mean_day_at_no_time_of_the_year_and_is_marked()
    {
        FeaturizedTable table = Featurize("2000-01-01", null, "2000-01-04");
        Assert.Equal("sent=missing", table.FeatureNames[^1]);
        Assert.Equal([1.5f, 0, 0, 0, 0, 1], table.Values[6..12]);
        Assert.Equal([0, 0], [table.Values[5], table.Values[17]]);
        Assert.Empty(Featurize(null, null).FeatureNames);
    }

    private static void AssertNear(double[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6));

    private static FeaturizedTable Featurize(params string?[] cells) => new MixedTableFeaturizer().Featurize(new Table(
        "t", "t.csv", [new TableColumn("sent", ColumnKind.Date, cells) { DateForm = DateForm.All[0] }], [.. Enumerable.Range(1, cells.Length)]));
}
