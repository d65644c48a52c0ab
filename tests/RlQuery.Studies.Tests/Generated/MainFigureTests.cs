using System.Globalization;
using System.Text;
using RlQuery.Core.Tests.Support;
using RlQuery.Reports;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>The main figure of README.md: it shows what the folders of results hold.</summary>
public sealed class MainFigureTests
{
    private const double Level = 0.05;

    [Fact]
    public void The_main_figure_shows_the_results() => GeneratedFile.AssertIs("results/main.svg", _ => Encoding.UTF8.GetString(KindsFigure.Create(
        "What a learned policy gains on data that it has not seen",
        "A mark for each data set, from best to worst, with 95 % intervals over paired runs. Significant: paired t-test, Holm's correction.",
        [
            Panel("tables", "AUBC over margin", "general", "evolution", "margin", "pooled.csv"),
            Panel("embedded texts", "AUBC over margin", "text", "general", "margin", "verdicts.csv"),
            Panel("embedded pictures", "AUBC over margin", "images", "general", "margin", "verdicts.csv"),
            Panel("numbers", "RMSE below random labels", "numbers", "policy-gradient", "random", "pooled.csv"),
        ]).ToSvg()));

    private static KindPanel Panel(string name, string measure, string folder, string strategy, string reference, string means)
    {
        Dictionary<string, string>[] Of(string file) =>
            [.. Read(Path.Combine(Repository.Root, "results", folder, file)).Where(row => row["strategy"] == strategy && row["reference"] == reference)];
        ForestRow[] sets = [.. Of("differences.csv").Where(row => row["data"].Length > 0).Select(row => Row(
            row, row["data"], Number(row, "t_holm_p") < Level ? Math.Sign(Number(row, "difference")) : 0))];
        Assert.NotEmpty(sets);
        return new KindPanel(name, measure, sets, Row(Of(means)[0], "", 0));
    }

    private static ForestRow Row(Dictionary<string, string> row, string name, int verdict) =>
        new(name, Number(row, "difference"), Number(row, "lower"), Number(row, "upper"), verdict);

    private static double Number(Dictionary<string, string> row, string column) => double.Parse(row[column], CultureInfo.InvariantCulture);

    private static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
