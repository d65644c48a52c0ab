using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Tests.Reporting;

public sealed class TextNumbersTests
{
    [Theory]
    [InlineData(0.00125, "+0.0013")]
    [InlineData(-0.00125, "-0.0013")]
    [InlineData(0.00004, "0.0000")]
    [InlineData(-0.00004, "0.0000")]
    [InlineData(-0.0, "0.0000")]
    public void A_difference_has_one_sign_and_none_where_it_rounds_to_zero(double value, string text) => Assert.Equal(text, TextNumbers.Signed(value));
}
