using System.Globalization;
using RlQuery.Core.Data;

namespace RlQuery.Core.Tests.Data;

public sealed class DateFormTests
{
    [Theory]
    [InlineData("yyyy-MM-dd", "2024-02-29", "2024-02-29T00:00:00+00:00")]
    [InlineData("yyyy-MM-dd", "2024-2-9 7:05", "2024-02-09T07:05:00+00:00")]
    [InlineData("yyyy-MM-dd", "2024-02-29T13:05:59Z", "2024-02-29T13:05:59+00:00")]
    [InlineData("yyyy-MM-dd", "2024-02-29T13:05:59.25+02:00", "2024-02-29T13:05:59.25+02:00")]
    [InlineData("yyyy-MM-dd", "2024-02-29 13:05:59 -0730", "2024-02-29T13:05:59-07:30")]
    [InlineData("yyyy/MM/dd", "2024/02/29", "2024-02-29T00:00:00+00:00")]
    [InlineData("dd.MM.yyyy", "1.3.2024, 08:30", "2024-03-01T08:30:00+00:00")]
    [InlineData("dd/MM/yyyy", "01/03/2024", "2024-03-01T00:00:00+00:00")]
    [InlineData("MM/dd/yyyy", "01/03/2024 1:05 PM", "2024-01-03T13:05:00+00:00")]
    [InlineData("dd-MM-yyyy", "01-03-2024", "2024-03-01T00:00:00+00:00")]
    [InlineData("d MMM yyyy", "Thu, 22 Aug 2002 18:26:25 +0700 (WIB)", "2002-08-22T18:26:25+07:00")]
    [InlineData("d MMM yyyy", "Thu, 22 Aug 2002 18:26:25 GMT", "2002-08-22T18:26:25+00:00")]
    [InlineData("d MMM yyyy", "1 September 2024", "2024-09-01T00:00:00+00:00")]
    [InlineData("d MMM yyyy", "1-Sep-2024", "2024-09-01T00:00:00+00:00")]
    [InlineData("MMM d, yyyy", "Sep 1, 2024", "2024-09-01T00:00:00+00:00")]
    [InlineData("MMM d, yyyy", "August 22, 2002 6:26 pm", "2002-08-22T18:26:00+00:00")]
    [InlineData("yyyyMMdd", "20240229", "2024-02-29T00:00:00+00:00")]
    public void A_date_is_read_as_it_is_written(string form, string cell, string expected)
    {
        Assert.True(Form(form).TryParse(cell, out DateTimeOffset moment));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), moment);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, moment.Offset);
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2023-02-29")]
    [InlineData("yyyy-MM-dd", "2024-02")]
    [InlineData("yyyy-MM-dd", "2024-02-01 25:00")]
    [InlineData("yyyy-MM-dd", "24-02-01")]
    [InlineData("dd/MM/yyyy", "01/13/2024")]
    [InlineData("d MMM yyyy", "22 Agu 2002")]
    [InlineData("dd.MM.yyyy", "soon")]
    [InlineData("dd.MM.yyyy", "")]
    public void What_is_no_date_is_refused(string form, string cell) => Assert.False(Form(form).TryParse(cell, out _));

    private static DateForm Form(string name) => DateForm.All.Single(form => form.Name == name);
}
