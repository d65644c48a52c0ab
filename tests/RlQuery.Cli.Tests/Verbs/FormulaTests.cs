using System.Globalization;
using RlQuery.Studies;
using RlQuery.Studies.Episodes;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>No result table holds text that a spreadsheet would run, whatever the names in it.</summary>
public sealed class FormulaTests : TemporaryFolder
{
    [Theory]
    [InlineData("=cmd")]
    [InlineData("+cmd")]
    [InlineData("-cmd")]
    [InlineData("@cmd")]
    public void Names_that_begin_like_a_formula_stand_behind_an_apostrophe(string name)
    {
        string[] args =
        [
            "evaluate", WriteEnvironment(budget: 3), "--data", WriteTable($"{name}.csv", 30), "--policy", WritePolicy($"{name}-policy"), "--strategy", "random",
            "--seeds", "0-2", "--out", At("out"),
        ];
        CommandRun run = CommandRun.Of(args);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] tables = Directory.GetFiles(At("out"), "*.csv", SearchOption.AllDirectories);
        Assert.NotEmpty(tables);
        Assert.All(tables.SelectMany(File.ReadLines).SelectMany(line => line.Split(',')), cell => Assert.False(
            cell.TrimStart('"').Length > 0 && "=+-@\t\r".Contains(cell.TrimStart('"')[0], StringComparison.Ordinal)
            && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _), cell));
        Assert.Contains($"\n'{name},", File.ReadAllText(At("out", "episodes.csv")), StringComparison.Ordinal);
        Assert.All(EpisodesFile.Read(At("out", "episodes.csv"), Known.Parts), episode => Assert.Equal(name, episode.Spec.Data));
        Assert.Contains($"{name}-policy", ResultTable.Read(At("out", "aubc.csv")).Columns);
        string report = System.Net.WebUtility.HtmlDecode(File.ReadAllText(At("out", "report.html")));
        Assert.DoesNotContain($">'{name}", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Labelled_tables_of_a_user_stay_as_they_are()
    {
        string table = Write("mine.csv", "note,x,label\n=1+1,1,no\n-a,2,yes\n@b,3,\n+c,4,\n");
        CommandRun run = CommandRun.WithInput(
            ["label", "--strategy", "random", "--data", table, "--target", "label", "--session", At("session")], new StringReader("1\nq\n"));
        Assert.True(run.ExitCode == 0, run.Error);
        CommandRun.Of("session", "export", At("session"), "--out", At("labelled.csv"));
        string exported = string.Concat(Directory.GetFiles(Folder, "labelled*.csv", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Contains("=1+1", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("'=", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("'-a", exported, StringComparison.Ordinal);
    }
}
