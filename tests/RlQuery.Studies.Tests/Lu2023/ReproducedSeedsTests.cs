using System.Xml.Linq;
using RlQuery.Core;
using RlQuery.Studies.Plotting;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Lu2023;

public sealed class ReproducedSeedsTests : IDisposable
{
    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reproduced_benchmark_is_drawn_into_its_folder()
    {
        File.WriteAllText(_folder.At("seeds.csv"), "data,seed,published,ours\nheart,0,0.81941,0.819412\nheart,1,0.80285,0.80285\nsonar,0,0.7,0.71\n");
        Assert.Equal([_folder.At("seed-differences.png"), _folder.At("seed-differences.svg")], StudyFigures.Draw([_folder.At()]));
        string svg = File.ReadAllText(_folder.At("seed-differences.svg"));
        string[] texts = [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.All(["heart", "sonar", "ours", "seed"], text => Assert.Contains(text, texts));
        StudyFigures.Draw([_folder.At()]);
        Assert.Equal(svg, File.ReadAllText(_folder.At("seed-differences.svg")));
    }

    [Theory]
    [InlineData("data,seed,aubc\n", "must have the columns data,seed,published, one more for each run, and rows")]
    [InlineData("data,seed,published,ours\n", "must have the columns data,seed,published, one more for each run, and rows")]
    [InlineData("data,seed,published,ours\nheart,0,0.8\n", "line 2: ours is no number")]
    [InlineData("data,seed,published,ours\nheart,x,0.8,0.8\n", "line 2: seed is no number")]
    public void A_table_that_is_none_is_refused(string text, string fault)
    {
        File.WriteAllText(_folder.At("seeds.csv"), text);
        Assert.Equal([$"{_folder.At("seeds.csv")}: {fault}"], Assert.Throws<InvalidInputException>(() => StudyFigures.Draw([_folder.At()])).Faults);
    }
}
