using System.Text.Json.Nodes;
using RlQuery.Studies.Episodes;

namespace RlQuery.Cli.Tests.Verbs;

public sealed class EvaluateFoldsTests : TemporaryFolder
{
    [Fact]
    public void Folds_are_the_same_from_the_command_line_and_the_file_and_their_seeds_are_whole_repetitions()
    {
        CommandRun option = CommandRun.Of(Args("option", WriteEnvironment(), "--split", "k-fold:3"));
        Assert.Equal(0, option.ExitCode);
        string file = Write("folds.json", """{"signals": ["margin", "density"], "state": ["budget-used"], "budget": 6, "split": {"folds": 3}}""");
        Assert.Equal(0, CommandRun.Of(Args("file", file)).ExitCode);
        Assert.Equal(File.ReadAllBytes(At("option", "episodes.csv")), File.ReadAllBytes(At("file", "episodes.csv")));
        IReadOnlyList<EpisodeResult> episodes = EpisodesFile.Read(At("option", "episodes.csv"), Known.Parts);
        Assert.Equal(Enumerable.Range(0, 21).Select(seed => (long)seed), episodes.Select(episode => episode.Spec.Seed).Distinct());
        // All strategies start alike.
        Assert.All(episodes.GroupBy(episode => episode.Spec.Seed), seed => Assert.Single(seed.Select(episode => episode.Curve.Scores[0]).Distinct()));

        JsonNode manifest = JsonNode.Parse(File.ReadAllText(At("option", "manifest.json")))!;
        Assert.Equal("""{"folds":3,"poolCap":1000}""", manifest["split"]!.ToJsonString());
        string report = File.ReadAllText(At("option", "report.html"));
        Assert.Contains("3, stratified: seed S tests on fold S mod 3 of repetition S / 3", report, StringComparison.Ordinal);
        Assert.Contains("--split k-fold:3", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_with_another_split_does_not_go_on()
    {
        CommandRun.Of(Args("out", WriteEnvironment(), "--split", "k-fold:3", "--seeds", "0-2"));
        CommandRun.Of(Args("out", WriteEnvironment(), "--split", "k-fold:4", "--seeds", "0-2", "--resume")).IsRefusedWith(
            $"{At("out")}: split folds was 3 and is 4 now; resume with what the run began with, or name a new folder");
    }

    [Theory]
    [InlineData("k-fold")]
    [InlineData("k-fold:1")]
    [InlineData("k-fold:five")]
    [InlineData("leave-one-out")]
    public void A_split_that_is_none_is_refused(string split) => CommandRun.Of(Args("out", WriteEnvironment(), "--split", split)).IsRefusedWith(
        $"split: {split} is not allowed; use k-fold:K such as k-fold:5, K of 2..1000");

    [Fact]
    public void More_folds_than_rows_are_refused() =>
        CommandRun.Of(Args("out", WriteEnvironment(), "--split", "k-fold:41")).IsRefusedWith("near: 40 rows are too few for 41 folds");

    [Fact]
    public void Classes_smaller_than_the_number_of_folds_are_named_once_and_in_the_report()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(i => $"{i % 9}.{i},{(i < 2 ? "rare" : i < 5 ? "scarce" : i % 2 == 0 ? "no" : "yes")}\n");
        string table = Write("few.csv", "x,label\n" + string.Concat(rows));
        string[] args = ["evaluate", WriteEnvironment(), "--data", table, "--strategy", "margin", "--seeds", "0-4", "--split"];
        CommandRun run = CommandRun.Of([.. args, "k-fold:5", "--out", At("five")]);
        Assert.True(run.ExitCode == 0, run.Error);
        const string Note = "few: some classes have fewer rows than the 5 folds, and are missing from the test rows of some: \"rare\" (2), \"scarce\" (3)";
        Assert.Single(run.ErrorLines, line => line == $"note: {Note}");
        Assert.Contains(Note, System.Net.WebUtility.HtmlDecode(File.ReadAllText(At("five", "report.html"))), StringComparison.Ordinal);

        run = CommandRun.Of([.. args, "k-fold:2", "--out", At("two")]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("folds", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("notes", File.ReadAllText(At("two", "manifest.json")), StringComparison.Ordinal);
    }

    private string[] Args(string name, string environment, params string[] args) =>
        ["evaluate", environment, "--out", At(name), "--data", WriteTable("near.csv", 40), "--strategy", "random", "--strategy", "margin", .. args];
}
