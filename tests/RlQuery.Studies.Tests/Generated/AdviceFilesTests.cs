using RlQuery.Core.Data.Reading;
using RlQuery.Core.Tests.Support;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Advice;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>What <c>rlquery advise</c> tells is fitted to the committed results, and its page shows what the fit gives.</summary>
public sealed class AdviceFilesTests
{
    private static readonly string Results = Path.Combine(Repository.Root, "results");

    private static readonly Lazy<AdviceResults> Study = new(() => AdviceStudy.Run(
        Results, Path.Combine(Repository.Root, "policies", "general"), Catalog.Load(Path.Combine(Repository.Root, "environments")),
        new MixedTableFeaturizer()));

    [Fact]
    public void The_shipped_data_are_those_of_the_results() =>
        GeneratedFile.AssertIs(Path.Combine("src", "RlQuery.Studies", "Advice", "advice.json"), _ => Study.Value.Data.Write());

    [Theory]
    [InlineData("models.csv")]
    [InlineData("summary.csv")]
    [InlineData("calibration.csv")]
    public void The_tables_are_those_of_the_results(string name) =>
        GeneratedFile.AssertIs(Path.Combine("results", "advice", name), _ => Text(name switch
        {
            "models.csv" => Study.Value.Models,
            "summary.csv" => Study.Value.Summary,
            _ => Study.Value.Calibration,
        }));

    [Fact]
    public void The_figure_can_be_drawn() => GeneratedFile.AssertDrawn(Path.Combine("results", "advice"), "calibration", () => Study.Value.Figure);

    private static string Text(ResultTable table)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        table.Write(path);
        string text = File.ReadAllText(path);
        File.Delete(path);
        return text;
    }
}
