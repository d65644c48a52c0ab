using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Numerics;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Plotting;
using RlQuery.Studies.Reporting;
using RlQuery.Studies.Tests.Support;

namespace RlQuery.Studies.Tests.Reporting;

public sealed partial class StudyReportTests : IDisposable
{
    private const string Nasty = "<b>&\"";

    private readonly StudyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_number_of_the_tables_is_that_of_the_files()
    {
        string html = Evaluate("out", ["linear"], 7);
        HashSet<string> rows = [.. Rows(html)];
        foreach ((string file, string[] columns) in new[]
        {
            (SummaryAnalysis.File, (string[])["data", "strategy", "repeats", "aubc_mean", "aubc_sd", "final_mean"]),
            (ComparisonsAnalysis.File, ["data", "strategy", "reference", "pairs", "better", "difference", "lower", "upper", "wilcoxon_holm_p", "pairs_needed"]),
            (SetDifferencesAnalysis.File, ["data", "strategy", "reference", "pairs", "difference", "lower", "upper", "t_holm_p"]),
            (VerdictsAnalysis.File, ["strategy", "reference", "verdict", "over", "pairs", "difference", "lower", "upper", "holm_p", "pairs_needed"]),
        })
        {
            string[] expected = [.. ResultTable.Read(_folder.At("out", file)).Select(columns,
                row => row.GetValueOrDefault("data") != "").Rows.Select(row => string.Join('|', row))];
            Assert.NotEmpty(expected);
            Assert.All(expected, row => Assert.Contains(row, rows));
        }
        foreach (VerdictRow row in ResultTable.Read(_folder.At("out", VerdictsAnalysis.File)).Records.Select(VerdictRow.Of))
        {
            Assert.Contains(
                $"mean difference in AUBC {row.Difference}, 95 % interval {row.Lower} to {row.Upper}; p = {row.PValue}.", html, StringComparison.Ordinal);
        }
        string[] strategies = ["random", "margin", "mine"];
        ResultTable matrix = ResultTable.Read(_folder.At("out", WinTieLossAnalysis.File));
        Assert.All(strategies, strategy => Assert.Contains($"{strategy}|{string.Join('|', strategies.Select(other => Wins(strategy, other)))}", rows));

        string Wins(string strategy, string other) => matrix.Records.Where(row => row["strategy"] == strategy && row["other"] == other)
            .Select(row => $"{row["wins"]}/{row["ties"]}/{row["losses"]}").SingleOrDefault("");
    }

    [Theory]
    [InlineData(2, "paired t-test over 8 seeds, means of 2 data sets")]
    [InlineData(7, "Wilcoxon signed-rank test over 7 data sets")]
    public void The_words_follow_from_the_tests(int sets, string test)
    {
        string better = Evaluate("better", ["linear"], sets, mine: 0.1);
        Assert.Contains("<p class=\"headline\">mine is better than margin and random.</p>", better, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode($"Test: {test}; Holm's correction; 5 %."), better, StringComparison.Ordinal);
        string worse = Evaluate("worse", ["linear"], sets, mine: -0.2);
        Assert.Contains("<p class=\"headline\">mine is worse than margin and random.</p>", worse, StringComparison.Ordinal);
        string open = Evaluate("open", ["linear"], sets, mine: 0);
        Assert.Contains("<p class=\"headline\">mine is better than random; not shown to differ from margin.</p>", open, StringComparison.Ordinal);
        Assert.Contains("If that were the true difference, a paired t-test would take", open, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_text_and_the_page_asks_nothing_of_any_network()
    {
        string html = Evaluate("out", ["linear"], 2);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp;&quot;", html, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode("--data '<b>&\"'"), html, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?:|href=\"[^#]|@import|url\\(", html);
        Assert.All(
            Regex.Matches(html, "src=\"([^\"]{0,20})").Select(match => match.Groups[1].Value),
            source => Assert.StartsWith("data:image/svg+xml;", source, StringComparison.Ordinal));
        Assert.DoesNotContain(_folder.At(), html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_says_how_to_repeat_what_was_run()
    {
        string html = WebUtility.HtmlDecode(Evaluate("out", ["svm-rbf"], 2));
        Assert.Contains(
            """
            rlquery evaluate environments/env.json \
                --data '<b>&"' \
                --data set1 \
                --policy policies/mine \
                --strategy random \
                --strategy margin \
                --learner svm-rbf \
                --seeds 3-10 \
                --budget 5 \
                --out runs/results/again
            """.ReplaceLineEndings("\n"),
            html, StringComparison.Ordinal);
        Assert.All(["rlquery 0.1.0", "envhash", "hash0", "hash1", "policyhash"], text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_episodes_give_the_same_bytes_and_plot_writes_them_again()
    {
        Evaluate("one", ["linear", "forest"], 2);
        Evaluate("two", ["linear", "forest"], 2);
        Assert.Equal(StudyFolder.Content(_folder.At("one")), StudyFolder.Content(_folder.At("two")));
        foreach (string report in Directory.GetFiles(_folder.At("two"), StudyReport.Name, SearchOption.AllDirectories))
        {
            File.Delete(report);
        }
        IReadOnlyList<string> files = StudyFigures.Draw([_folder.At("two")]);
        Assert.Contains(_folder.At("two", StudyReport.Name), files);
        Assert.Contains(_folder.At("two", "forest", StudyReport.Name), files);
        Assert.Equal(StudyFolder.Content(_folder.At("one")), StudyFolder.Content(_folder.At("two")));
    }

    [Fact]
    public void Several_learners_have_a_section_each_and_a_common_verdict()
    {
        string html = Evaluate("grid", ["linear", "forest"], 2);
        Assert.Equal(["linear", "forest"], Regex.Matches(html, "<h2>(linear|forest)</h2>").Select(match => match.Groups[1].Value));
        string[] rows = [.. Rows(html)];
        Assert.Contains("mine|not shown|not shown", rows);
        string[] both = [.. rows.Where(row => row.StartsWith("set1|mine|8|", StringComparison.Ordinal))];
        Assert.Equal(new[] { "linear", "forest" }.Select(learner =>
            ResultTable.Read(_folder.At("grid", learner, SummaryAnalysis.File)).Rows[^1]).Select(row => string.Join('|', row)), both);
        Assert.Contains("--learner linear \\\n    --learner forest", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_is_too_large_is_named_instead()
    {
        string whole = Evaluate("out", ["linear"], 2);
        int figures = Regex.Count(whole, "<img ");
        Assert.True(figures > 1, whole);
        File.WriteAllText(_folder.At("out", "learning-curves.svg"), new string('x', FigureBlocks.MostBytes));
        StudyReport.Write(_folder.At("out"));
        string html = File.ReadAllText(_folder.At("out", StudyReport.Name));
        Assert.Equal(figures - 1, Regex.Count(html, "<img "));
        Assert.Contains("learning-curves.svg is too large for this page (2.5 MB); it stands beside it.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_reference_or_an_episode_there_is_no_verdict_and_what_failed_is_told()
    {
        EvaluationSettings settings = Settings(["linear"], 1);
        IReadOnlyList<GridCell> cells = settings.Cells(Shard.Whole);
        new EvaluationFiles(settings, new EvaluationResult([.. cells.Select(cell => new EpisodeOutcome(cell, null, $"broke <{cell.Episode.Seed}>"))]))
            .Write(Directory.CreateDirectory(_folder.At("failed")).FullName);
        string failed = File.ReadAllText(_folder.At("failed", StudyReport.Name));
        Assert.Contains("There is no verdict: every episode failed.", failed, StringComparison.Ordinal);
        Assert.Contains("<td>broke &lt;3&gt;</td>", failed, StringComparison.Ordinal);
        new EvaluationFiles(settings, new EvaluationResult([.. cells.Where(cell => cell.Episode.Strategy == "mine").Select(cell =>
            new EpisodeOutcome(cell, new LearningCurve([2, 3], [0, 1]), null))]))
            .Write(Directory.CreateDirectory(_folder.At("alone")).FullName);
        Assert.Contains("There is no verdict: that takes margin or random, and another strategy.", File.ReadAllText(_folder.At("alone", StudyReport.Name)),
            StringComparison.Ordinal);
    }

    private string Evaluate(string name, string[] learners, int sets, double mine = 0)
    {
        EvaluationSettings settings = Settings(learners, sets);
        var draws = new Pcg64(7);
        EpisodeOutcome[] outcomes =
        [
            .. settings.Cells(Shard.Whole).Select(cell =>
            {
                double gain = cell.Episode.Strategy switch { "random" => -0.05, "mine" => mine, _ => 0 };
                // Signs alternate, so that no gain is none whatever is drawn.
                int sign = (sets < StrategyVerdict.FewestSets
                    ? cell.Episode.Seed : settings.Sets.Select(set => set.Name).ToList().IndexOf(cell.Episode.Data)) % 2 == 0 ? 1 : -1;
                double score = 0.6 + gain + (0.004 * sign * draws.NextDouble() * (cell.Episode.Strategy == "margin" ? 0 : 1));
                return new EpisodeOutcome(cell, new LearningCurve([2, 4, 7], [0.5, score, score + 0.1]), null);
            }),
        ];
        new EvaluationFiles(settings, new EvaluationResult(outcomes)).Write(Directory.CreateDirectory(_folder.At(name)).FullName);
        return File.ReadAllText(_folder.At(name, StudyReport.Name));
    }

    private static EvaluationSettings Settings(string[] learners, int sets) => new(
        new JsonObject
        {
            ["version"] = "0.1.0",
            ["environment"] = new JsonObject { ["name"] = "env", ["sha256"] = "envhash" },
            [learners.Length == 1 ? "learner" : "learners"] = learners.Length == 1 ? learners[0] : new JsonArray(
                [.. learners.Select(name => JsonValue.Create(name))]),
            ["budget"] = 5,
            ["batchSize"] = 1,
            ["seed"] = 3L,
            ["repeats"] = 8,
            ["data"] = new JsonArray(
                [.. Enumerable.Range(0, sets).Select(set => new JsonObject { ["name"] = set == 0 ? Nasty : $"set{set}", ["hash"] = $"hash{set}" })]),
            ["strategies"] = new JsonArray(
                new JsonObject { ["name"] = "random", ["kind"] = "heuristic" }, new JsonObject { ["name"] = "margin", ["kind"] = "heuristic" },
                new JsonObject { ["name"] = "mine", ["kind"] = "policy", ["sha256"] = "policyhash" }),
        },
        countDepartures: false, Known.Parts);

    /// <summary>The rows of all tables, cells joined.</summary>
    private static IEnumerable<string> Rows(string html) =>
        Row().Matches(html).Select(row => string.Join('|', Cell().Matches(row.Value).Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value))));

    [GeneratedRegex("<tr>.*?</tr>")]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>([^<]*)</t[hd]>")]
    private static partial Regex Cell();
}
