using System.Text.RegularExpressions;

namespace RlQuery.Cli.Tests.Verbs;

public sealed partial class LabelAnnotatorsTests : TemporaryFolder
{
    [Fact]
    public void A_second_annotator_is_asked_for_what_the_first_answered_and_both_are_kept_apart()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        int[] first = Questions(Label("no\nyes\nno\n", "--data", data, "--annotator", "ann", "--overlap", "1"));
        CommandRun second = Label("no\nno\nu\nno\nno\n", "--resume", "--annotator", "bob");
        // The question that waited for Ann goes to Bob.
        Assert.Equal(4, first.Length);
        Assert.Equal(first[3], Questions(second)[0]);
        Assert.Equal(first[..3].Order(), Questions(second)[1..].Distinct().Order().Take(3));
        Assert.Equal(["nothing of yours to undo: the last answer was given by \"bob\""], Label("u\n", "--resume", "--annotator", "cid").ErrorLines);
    }

    [Fact]
    public void Once_somebody_is_named_everybody_has_to_be()
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("no\n", "--data", data);
        Label("no\n", "--resume", "--annotator", "ann");
        Label("no\n", "--resume").IsRefusedWith("annotator: the session has answers of ann; say who answers now with --annotator NAME");
        Label("no\n", "--resume", "--annotator", " ann").IsRefusedWith(
            "annotator: \" ann\" is not allowed; use 1..100 letters on one line, without blanks around them");
    }

    [Theory]
    [InlineData("0.1", "overlap: needs to know who answers; use --annotator NAME")]
    [InlineData("1.5", "overlap: 1.5 is not allowed; use more than 0, at most 1")]
    public void An_overlap_of_nobody_or_of_more_than_all_is_refused(string share, string fault)
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        string[] named = share == "0.1" ? [] : ["--annotator", "ann"];
        Label("", ["--data", data, "--overlap", share, .. named]).IsRefusedWith(fault);
        Assert.False(Directory.Exists(At("session")));
    }

    [Fact]
    public void A_review_shows_who_said_what_and_its_answer_is_exported()
    {
        string data = WriteTable("data.csv", 8, row => row < 4);
        Label("no\nno\nno\nno\n", "--data", data, "--annotator", "ann", "--overlap", "1");
        // Two of four apart, with three of four labels "no": alpha 1 - 7 * 4 / (2 * 6 * 2), kappa 0.
        Assert.Contains(
            "annotators: Krippendorff's alpha -0.167 over 4 rows ('rlquery session agreement' shows every two)",
            Label("yes\nno\nno\nyes\n", "--resume", "--annotator", "bob").OutputLines);
        CommandRun review = Label("no\nyes\n", "--resume", "--annotator", "cid", "--review");
        Assert.Contains("annotators disagree: ann: no, bob: yes; rows left to settle: 2", review.OutputLines);
        Assert.Contains("row 4 = no (settled)", review.OutputLines);
        Assert.Contains("row 7 = yes (settled)", review.OutputLines);
        string[] lines = File.ReadAllLines(At("session", "labelled.csv"));
        Assert.EndsWith(",no", lines[5], StringComparison.Ordinal);
        Assert.EndsWith(",yes", lines[8], StringComparison.Ordinal);
        Label("", "--data", data, "--review").IsRefusedWith("review: needs a session that was begun; use --resume");
    }

    private CommandRun Label(string input, params string[] args) => CommandRun.WithInput(
        ["label", "--session", At("session"), .. args, .. args.Contains("--resume") ? [] : (string[])["--class", "no", "--class", "yes"]],
        new StringReader(input));

    private static int[] Questions(CommandRun run) =>
        [.. run.OutputLines.Select(line => Question().Match(line)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, null))];

    [GeneratedRegex(@"^question \d+: row (\d+)")]
    private static partial Regex Question();
}
