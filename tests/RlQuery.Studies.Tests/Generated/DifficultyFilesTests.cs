using System.Globalization;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Tests.Support;
using RlQuery.MicrosoftML;
using RlQuery.Studies.Difficulty;

namespace RlQuery.Studies.Tests.Generated;

/// <summary>How well the difficulty of tasks is calibrated: the committed tables are those of the study.</summary>
public sealed class DifficultyFilesTests
{
    private static readonly string Folder = Path.Combine("results", "tasks");

    private static readonly Lazy<DifficultyResults> Study = new(() => DifficultyStudy.Run(
        Catalog.Load(Path.Combine(Repository.Root, "environments")), new MixedTableFeaturizer()));

    [Theory]
    [InlineData("summary.csv")]
    [InlineData("sets.csv")]
    [InlineData("reliability.csv")]
    public void The_tables_are_those_of_the_study(string name) =>
        GeneratedFile.AssertIs(Path.Combine(Folder, name), _ => Text(name switch
        {
            "summary.csv" => Study.Value.Summary,
            "sets.csv" => Study.Value.Sets,
            _ => Study.Value.Reliability,
        }));

    [Fact]
    public void The_figure_can_be_drawn() => GeneratedFile.AssertDrawn(Folder, "reliability", () => Study.Value.Figure);

    [Fact]
    public void A_record_beats_the_constant_on_rows_and_sets_that_were_held_out()
    {
        Dictionary<string, double> brier = Study.Value.Summary.Records.ToDictionary(
            row => row["method"], row => double.Parse(row["brier"], CultureInfo.InvariantCulture));
        Assert.True(brier["record-60"] < brier["constant-60"]);
        Assert.True(brier["record-200"] < brier["constant-200"]);
        Assert.True(brier["other-sets"] < brier["constant-other-sets"]);
        Assert.True(brier["floor"] < brier["record-200"]);
    }

    private static string Text(ResultTable table)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
        table.Write(path);
        string text = File.ReadAllText(path);
        File.Delete(path);
        return text;
    }
}
