using System.Globalization;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data;

public sealed class PlainDecimalTests
{
    private const int Tries = 200_000;

    [Theory]
    [InlineData("0.####")]
    [InlineData("0.000000000")]
    [InlineData("R")]
    [InlineData("E5")]
    public void Numbers_have_the_bits_that_the_runtime_gives_them(string format)
    {
        var draws = new Pcg64(1, format);
        int read = 0;
        for (int i = 0; i < Tries; i++)
        {
            double number = draws.NextGaussian() * Math.Pow(10, draws.NextInt(9) - 4);
            read += Compare(number.ToString(format, CultureInfo.InvariantCulture)) ? 1 : 0;
        }
        Assert.Equal(format is "0.####" or "0.000000000", read > Tries / 2);
    }

    [Fact]
    public void Texts_of_the_letters_of_numbers_are_read_as_the_runtime_reads_them_or_left_to_it()
    {
        const string Letters = "0123456789012345678900..+-e ";
        var draws = new Pcg64(2, "texts");
        for (int i = 0; i < Tries; i++)
        {
            Compare(string.Concat(Enumerable.Range(0, draws.NextInt(20)).Select(_ => Letters[draws.NextInt(Letters.Length)])));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("+.")]
    [InlineData("1-")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("１")]
    [InlineData("1234567890.123456")]
    public void Other_texts_are_left_to_the_runtime(string text) => Assert.False(PlainDecimal.TryParse(text, out _));

    [Theory]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("+7", 7)]
    [InlineData("-0", -0.0)]
    [InlineData("123456789012345", 123456789012345)]
    [InlineData("0.00000000000001", 1e-14)]
    public void A_point_may_stand_anywhere_and_a_zero_keeps_its_sign(string text, double expected)
    {
        Assert.True(PlainDecimal.TryParse(text, out double number));
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(number));
    }

    private static bool Compare(string text)
    {
        if (!PlainDecimal.TryParse(text, out double number))
        {
            return false;
        }
        Assert.True(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double expected), text);
        Assert.True(BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(number), text);
        return true;
    }
}
