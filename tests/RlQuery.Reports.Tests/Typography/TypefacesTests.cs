using RlQuery.Reports.Typography;
using ScottPlot;

namespace RlQuery.Reports.Tests.Typography;

public sealed class TypefacesTests
{
    [Theory]
    [InlineData("DejaVu Sans")]
    [InlineData("Arial")]
    [InlineData("")]
    public void No_font_of_the_system_ever_answers(string name)
    {
        Typefaces.Register();
        Assert.Same(Typefaces.Regular, Fonts.GetTypeface(name, FontWeight.Normal, FontSlant.Upright, FontSpacing.Normal));
        Assert.Same(Typefaces.Bold, Fonts.GetTypeface(name, FontWeight.Bold, FontSlant.Upright, FontSpacing.Normal));
    }

    [Fact]
    public void The_font_comes_with_its_licence()
    {
        using Stream? stream = typeof(Typefaces).Assembly.GetManifestResourceStream("LICENSE.txt");
        using var reader = new StreamReader(stream!);
        Assert.Contains("SIL OPEN FONT LICENSE Version 1.1", reader.ReadToEnd(), StringComparison.Ordinal);
    }
}
