namespace RlQuery.Cli.Tests.Verbs;

/// <summary><c>rlquery query --task clustering</c>: proposes pairs of rows.</summary>
public sealed class QueryPairsTests : TemporaryFolder
{
    [Fact]
    public void It_prints_open_pairs_of_the_table_and_none_that_follows_from_known_links()
    {
        string links = Write("links.csv", "first,second,answer\n0,2,same\n2,4,same\n4,1,different\n");
        CommandRun run = Query("--clusters", "2", "--links", links, "--count", "8", "--format", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("first,second,score,reason", run.OutputLines[0]);
        (int First, int Second)[] pairs =
            [.. run.OutputLines[1..].Select(line => line.Split(',')).Select(cells => (int.Parse(cells[0], null), int.Parse(cells[1], null)))];
        Assert.Equal(8, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.True(pair.First < pair.Second && pair.Second < 10));
        Assert.DoesNotContain(pairs, pair => pair is (0 or 1 or 2 or 4, 0 or 1 or 2 or 4));
        Assert.Equal(run.Output, Query("--clusters", "2", "--links", links, "--count", "8", "--format", "csv").Output);
    }

    [Fact]
    public void More_than_are_open_are_all_of_them_and_a_line_says_so()
    {
        CommandRun run = Query("--clusters", "2", "--count", "100", "--format", "jsonl");
        Assert.Equal(45, run.OutputLines.Length);
        Assert.Contains("note: 100 pairs were asked for, and 45 are open: all of them are printed", run.ErrorLines);
    }

    [Fact]
    public void What_cannot_be_is_refused_in_a_line()
    {
        Query("--count", "1").IsRefusedWith("clusters: clustering needs to know how many there are; use --clusters N");
        string links = Write("links.csv", "first,second,answer\n0,2,same\n0,2,different\n0,3,same\n2,3,different\n");
        Query("--clusters", "2", "--count", "1", "--links", links).IsRefusedWith(
            $"{links}: line 3: rows 0 and 2: 'different' contradicts line 2, which says same",
            $"{links}: line 5: rows 2 and 3: 'different' contradicts rows 0 and 2 = same, rows 0 and 3 = same; "
            + "correct one of these answers first, or give the other one here");
    }

    private CommandRun Query(params string[] options) =>
        CommandRun.Of(["query", "--data", WriteTable("data.csv", 10), "--task", "clustering", "--target", "label", .. options]);
}
