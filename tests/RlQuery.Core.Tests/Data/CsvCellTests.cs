namespace RlQuery.Core.Tests.Data;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("-a")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("'=1")]
    [InlineData("''-a")]
    [InlineData("=")]
    public void Text_that_a_spreadsheet_would_run_stands_behind_an_apostrophe_and_comes_back(string cell)
    {
        Assert.Equal("'" + cell, CsvCell.Guard(cell));
        Assert.Equal(cell, CsvCell.Unguard(CsvCell.Guard(cell)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("iris")]
    [InlineData("a=b")]
    [InlineData("-0.25")]
    [InlineData("+3")]
    [InlineData("-1.5e-7")]
    [InlineData("'quoted'")]
    [InlineData("'")]
    public void Numbers_and_other_text_stay(string cell)
    {
        Assert.Equal(cell, CsvCell.Guard(cell));
        Assert.Equal(cell, CsvCell.Unguard(cell));
    }
}
