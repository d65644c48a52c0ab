using System.Xml.Linq;

namespace RlQuery.Cli.Tests;

public sealed class ReproductionFigureTests : TemporaryFolder
{
    [Fact]
    public void A_reproduced_benchmark_is_drawn_into_its_folder()
    {
        Write("seeds.csv", "data,seed,published,ours\nheart,0,0.81941,0.819412\nheart,1,0.80285,0.80285\nsonar,0,0.7,0.71\n");
        CommandRun run = CommandRun.Of("plot", At("."));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.OutputLines.Length);
        string svg = File.ReadAllText(At("seed-differences.svg"));
        string[] texts = [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];
        Assert.All(["heart", "sonar", "ours", "seed"], text => Assert.Contains(text, texts));
        Assert.Equal(svg, Again());

        string Again()
        {
            CommandRun.Of("plot", At("."));
            return File.ReadAllText(At("seed-differences.svg"));
        }
    }

    [Theory]
    [InlineData("data,seed,aubc\n", "must have the columns data,seed,published, one more for each run, and rows")]
    [InlineData("data,seed,published,ours\n", "must have the columns data,seed,published, one more for each run, and rows")]
    [InlineData("data,seed,published,ours\nheart,0,0.8\n", "line 2: ours is no number")]
    [InlineData("data,seed,published,ours\nheart,x,0.8,0.8\n", "line 2: seed is no number")]
    public void A_table_that_is_none_is_refused(string text, string fault)
    {
        string path = Write("seeds.csv", text);
        CommandRun.Of("plot", Path.GetDirectoryName(path)!).IsRefusedWith($"{path}: {fault}");
    }
}
