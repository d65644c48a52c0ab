namespace RlQuery.Cli.Tests;

/// <summary>Sentences and their translations on the command line, by the learner that needs no network.</summary>
public sealed class TranslationTests : TemporaryFolder
{
    private const string Environment = """
        { "task": "translation", "budget": 60, "batchSize": 20, "startLabels": 4, "signals": ["sentence-confidence", "ngram-coverage"] }
        """;

    [Fact]
    public void Strategies_are_compared_on_a_file_of_pairs_at_equal_tokens()
    {
        Write(Pairs(40));
        CommandRun run = Evaluate(
            "--strategy", "random", "--strategy", "sentence-confidence", "--strategy", "ngram-coverage", "--strategy", "sentence-ranks",
            "--metric", "chrf", "--metric", "bleu", "--metric", "exact-match", "--seeds", "0-2");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("chrf AUBC", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"cost\": \"tokens\"", File.ReadAllText(At("results/manifest.json")), StringComparison.Ordinal);
        Assert.Contains("tokens", File.ReadAllText(At("results/learning-curves.svg")), StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("plot", At("results")).ExitCode);
    }

    [Fact]
    public void Sentences_without_an_answer_are_proposed()
    {
        Write([.. Pairs(20), "the red house\t", "a very old unknown tree\t"]);
        CommandRun run = CommandRun.Of(
            "query", "--task", "translation", "--data", At("pairs.tsv"), "--target", "target", "--count", "2", "--encoder", "n-grams");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("20", run.Output, StringComparison.Ordinal);
        Assert.Contains("21", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_policy_gives_way_to_both_ranks_where_few_sentences_are_translated()
    {
        Write([.. Pairs(3), "the red house\t", "a very old unknown tree\t"]);
        string[] query = ["query", "--task", "translation", "--data", At("pairs.tsv"), "--target", "target", "--count", "2", "--encoder", "n-grams"];
        CommandRun run = CommandRun.Of([.. query, "--policy", "policies/translation"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("; sentence-ranks chooses in its place", run.Error, StringComparison.Ordinal);
        Assert.Equal(CommandRun.Of([.. query, "--strategy", "sentence-ranks"]).Output, run.Output);
    }

    /// <summary>An empty line takes what the model proposes: here the answer of the same sentence.</summary>
    [Fact]
    public void Translations_are_asked_for_line_by_line_and_the_proposed_one_can_be_taken()
    {
        string[] open = ["the red house sleeps\t", "the old book burns\t", "a tree\t", "a bird\t"];
        Write([.. Pairs(20), .. open]);
        string[] label = ["label", "--data", At("pairs.tsv"), "--target", "target", "--task", "translation", "--strategy", "density", "--encoder", "n-grams"];
        CommandRun run = CommandRun.WithInput([.. label, "--session", At("session")], new StringReader("\nc est la vie\n:s\nq\n"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("the model proposes: das ", run.Output, StringComparison.Ordinal);
        CommandRun written = CommandRun.Of("session", "export", At("session"), "--out", At("told.csv"));
        Assert.Equal("", written.Error);
        string[] told = File.ReadAllLines(At("told.csv"));
        Assert.Contains(told, line => line.Contains("c est la vie", StringComparison.Ordinal));
        Assert.Equal(22, told.Skip(1).Count(line => line.Split('\t', ',')[1].Length > 0));
    }

    [Fact]
    public void A_sentence_without_a_partner_is_named_by_its_row() => Refuses(
        "pairs: 2 of 12 sentences have no answer, in rows 10, 11 (from 0); give their answers, or leave them out", [.. Pairs(10), "alone\t", "lonely too\t"]);

    [Fact]
    public void An_answer_without_a_sentence_is_named_by_its_line() => Refuses(
        "line 12, column source: is empty, and its answer has no partner; give a sentence, or leave the line out", [.. Pairs(10), "\tallein"]);

    [Fact]
    public void A_line_with_nothing_but_a_tab_is_refused() => Refuses(
        "line 12, column source: the line is empty; give a sentence, or leave the line out", [.. Pairs(10), "\t", Pairs(11)[^1]]);

    [Fact]
    public void A_file_of_three_columns_has_to_name_its_sentences()
    {
        File.WriteAllLines(At("pairs.tsv"), ["en\tfr\ttarget", .. Pairs(10).Select(line => "x " + line.Replace("\t", "\ty\t", StringComparison.Ordinal))]);
        AssertRefused(Evaluate(), "columns en, fr beside the target target; name the one with the sentences 'source'");
    }

    [Fact]
    public void A_pool_of_one_leaves_nothing_to_ask_for() => Refuses("column source holds a single sentence; at least 2 that differ are needed", Pairs(1));

    [Fact]
    public void Three_pairs_are_too_few_to_test_on() => Refuses("pairs: 3 sentences; at least 4 are needed, half of them to test on", Pairs(3));

    [Fact]
    public void A_pool_that_the_start_uses_up_leaves_nothing_to_ask_for() => Refuses("leaves nothing to ask for after 4 labels at the start", Pairs(8));

    [Fact]
    public void What_needs_classes_or_numbers_says_so()
    {
        Write(Pairs(40));
        AssertRefused(Evaluate("--strategy", "margin"), "needs class probabilities, and texts are predicted");
        AssertRefused(Evaluate("--learner", "logistic-regression"), "predicts classes, and texts are asked for");
        AssertRefused(Evaluate("--stop", "stability:0.99"), "stop: rules look at predicted classes or numbers, and in translation texts are predicted");
        AssertRefused(Evaluate("--metric", "accuracy"), "accuracy");
    }

    [Fact]
    public void A_reward_that_counts_queries_is_refused_where_tokens_are_paid()
    {
        File.WriteAllText(At("env.json"), """{ "task": "translation", "training": { "data": ["pairs.tsv"] }, "reward": { "kind": "gain-over-reference" } }""");
        Write(Pairs(40));
        AssertRefused(
            CommandRun.Of("train", At("env.json"), "--agent", "evolution", "--steps", "10", "--out", At("results")),
            "reward.kind: 'gain-over-reference' is not allowed in translation; use accuracy-gain");
    }

    private void Refuses(string line, string[] pairs)
    {
        Write(pairs);
        AssertRefused(Evaluate(), line);
    }

    private void AssertRefused(CommandRun run, string line)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(line, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("results")));
    }

    private void Write(string[] pairs) => File.WriteAllLines(At("pairs.tsv"), ["source\ttarget", .. pairs]);

    private CommandRun Evaluate(params string[] options)
    {
        if (!File.Exists(At("env.json")))
        {
            File.WriteAllText(At("env.json"), Environment);
        }
        return CommandRun.Of(["evaluate", At("env.json"), "--data", At("pairs.tsv"), "--encoder", "n-grams", "--out", At("results"), .. options]);
    }

    private static string[] Pairs(int count)
    {
        (string En, string De)[] colours = [("red", "rote"), ("green", "grüne"), ("old", "alte"), ("new", "neue"), ("small", "kleine")];
        (string En, string De)[] things = [("house", "Haus"), ("child", "Kind"), ("book", "Buch"), ("train", "Boot")];
        (string En, string De)[] deeds = [("sleeps", "schläft"), ("burns", "brennt"), ("sings", "singt")];
        return
        [
            .. Enumerable.Range(0, count).Select(i => (Colour: colours[i % 5], Thing: things[i / 5 % 4], Deed: deeds[i % 3]))
                .Select(one => $"the {one.Colour.En} {one.Thing.En} {one.Deed.En}\tdas {one.Colour.De} {one.Thing.De} {one.Deed.De}"),
        ];
    }
}
