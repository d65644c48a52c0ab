using RlQuery.Cli.Labelling;
using RlQuery.Core.Numerics;

namespace RlQuery.Cli.Tests.Labelling;

public sealed class LabelViewTests : TemporaryFolder
{
    [Fact]
    public void Lines_are_no_wider_than_the_window_and_hold_every_item_whole()
    {
        var generator = new Pcg64(3);
        for (int trial = 0; trial < 200; trial++)
        {
            string[] items = [.. Enumerable.Range(0, 1 + generator.NextInt(30)).Select(_ => new string('x', 1 + generator.NextInt(20)))];
            int width = 20 + generator.NextInt(60);
            string[] lines = [.. TextLines.Fill(items, "  ", width)];
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            Assert.Equal(items, lines.SelectMany(line => line.Split("  ")));
            // No line would have had room for the next item.
            Assert.All(lines.Zip(lines[1..]), pair => Assert.True(pair.First.Length + 2 + pair.Second.Split("  ")[0].Length > width));
        }
    }

    [Fact]
    public void A_letter_of_two_parts_is_not_cut_in_its_middle()
    {
        Assert.Equal("ab", PlainText.Start("ab\U0001F44D", 3));
        Assert.Equal("ab\U0001F44D", PlainText.Start("ab\U0001F44Dc", 4));
    }

    [Fact]
    public void The_learners_probabilities_stand_behind_the_classes_but_not_where_rows_measure()
    {
        string data = WriteTable("data.csv", 40, row => row < 20);
        CommandRun plain = Show("plain", data);
        Assert.Contains(plain.OutputLines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\[1\] no \d+%  \[2\] yes \d+%$"));
        Assert.Contains("[1] no  [2] yes", Show("overlap", data, "--annotator", "ann", "--overlap", "1").OutputLines);
        Assert.Contains("[1] no  [2] yes", Show("held back", data, "--holdout", "40").OutputLines);
        Assert.Contains("[1] no  [2] yes", Show("cold", WriteTable("cold.csv", 40, _ => false), "--class", "no", "--class", "yes").OutputLines);
    }

    [Fact]
    public void Each_question_says_why_it_is_asked_and_how_unsure_the_model_is_but_not_where_rows_measure()
    {
        string data = WriteTable("data.csv", 40, row => row < 20);
        Assert.Contains(Show("plain", data).OutputLines, line => System.Text.RegularExpressions.Regex.IsMatch(
            line, @"^why: the model wavers between two classes; uncertainty \d\.\d\d, difficulty \d\.\d\d$"));
        // As it was, when the session is gone on with.
        Assert.Equal(Why(CommandRun.WithInput(["label", "--session", At("plain"), "--resume"], TextReader.Null)), Why(Show("again", data)));
        Assert.Equal("why: everybody is asked for it, to measure how far you agree", Why(Show("overlap", data, "--annotator", "ann", "--overlap", "1")));
        Assert.Contains("why: drawn at random, to measure how well the model does", Show("held back", data, "--holdout", "40").OutputLines);
        Assert.Contains("why: many rows are like it", Show("cold", WriteTable("cold.csv", 40, _ => false), "--class", "no", "--class", "yes").OutputLines);

        static string Why(CommandRun run) => run.OutputLines.First(line => line.StartsWith("why: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_that_is_there_has_an_address_and_nothing_else_has()
    {
        string table = Write("t.csv", "x\n");
        Write("images/a b.png", "");
        Write("images/c[1].png", "");
        Assert.Equal(new Uri(At("images", "a b.png")).AbsoluteUri, PictureFile.Locate(table, "images/a b.png"));
        Assert.Equal(new Uri(At("images", "a b.png")).AbsoluteUri, PictureFile.Locate(table, At("images", "a b.png")));
        Assert.All(["images/none.png", "t.csv", "a\u001b.png", "http://example.org/a.png", ""], cell => Assert.Null(PictureFile.Locate(table, cell)));
        Assert.DoesNotContain(']', PictureFile.Locate(table, "images/c[1].png") ?? "");
    }

    private CommandRun Show(string session, string data, params string[] args) =>
        CommandRun.WithInput(["label", "--session", At(session), "--data", data, .. args], TextReader.Null);
}
