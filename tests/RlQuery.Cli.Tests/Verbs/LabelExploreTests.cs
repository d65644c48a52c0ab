using RlQuery.Core.Labelling;
using RlQuery.Sessions;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>rlquery label --explore</c>.</summary>
public sealed class LabelExploreTests : TemporaryFolder
{
    private static readonly string[] Answers = ["no", "yes", "s", "yes", "no", "u", "yes", "no", "no", "yes", "yes", "no"];

    [Fact]
    public void A_session_in_pieces_logs_what_one_in_one_piece_does()
    {
        string data = WriteTable("data.csv", 60, row => row < 4);
        Label(string.Join('\n', Answers), "whole", "--data", data, "--explore", "0.5", "--holdout", "6");
        for (int i = 0; i < Answers.Length; i++)
        {
            Label(Answers[i], "pieces", i == 0 ? ["--data", data, "--explore", "0.5", "--holdout", "6"] : ["--resume"]);
        }
        IReadOnlyList<LabellingEvent> whole = Events("whole");
        Assert.Equal(whole, Events("pieces"));
        Assert.Contains(whole, next => next is QuestionAsked { Among.Rows.Count: ChoiceSet.MostRows });
    }

    [Fact]
    public void Without_it_a_session_is_the_one_that_it_was()
    {
        string data = WriteTable("data.csv", 60, row => row < 4);
        Label(string.Join('\n', Answers), "plain", "--data", data);
        Assert.All(Events("plain").OfType<QuestionAsked>(), asked => Assert.Null(asked.Among));
    }

    [Fact]
    public void An_export_of_labels_leaves_out_what_could_have_been_asked_and_the_session_keeps_it()
    {
        string data = WriteTable("data.csv", 60, row => row < 4);
        Label("no\nyes\nno\n", "session", "--data", data, "--explore", "1");
        IReadOnlyList<LabellingEvent> before = Events("session");
        CommandRun export = CommandRun.Of("session", "export", At("session"), "--out", At("out.jsonl"));
        Assert.Equal(0, export.ExitCode);
        Assert.DoesNotContain("among", File.ReadAllText(At("out.jsonl")), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, Events("session"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("1.5")]
    [InlineData("much")]
    public void A_probability_that_is_none_is_refused(string epsilon)
    {
        string data = WriteTable("data.csv", 12, row => row < 4);
        Label("", "session", "--data", data, "--explore", epsilon).IsRefusedWith($"explore: {epsilon} is not allowed; use more than 0, at most 1");
        Assert.False(Directory.Exists(At("session")));
    }

    [Fact]
    public void It_stays_as_the_session_was_begun()
    {
        string data = WriteTable("data.csv", 30, row => row < 4);
        Label("no\n", "session", "--data", data, "--explore", "0.5");
        Label("", "session", "--resume", "--explore", "0.4").IsRefusedWith("explore: 0.4 is not what the session was begun with (0.5); leave it out");
        Assert.Equal(0, Label("yes\n", "session", "--resume", "--explore", "0.50").ExitCode);
    }

    private CommandRun Label(string input, string session, params string[] args)
    {
        string[] classes = args.Contains("--resume") ? [] : ["--class", "no", "--class", "yes"];
        return CommandRun.WithInput(["label", "--session", At(session), .. classes, .. args], new StringReader(input));
    }

    private IReadOnlyList<LabellingEvent> Events(string session)
    {
        using var file = SessionFile.Open(At(session));
        return file.Events;
    }
}
