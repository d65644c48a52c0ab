namespace RlQuery.Cli.Tests.Verbs;

public sealed class ReproduceVerbTests : TemporaryFolder
{
    [Fact]
    public void The_output_is_CSV_with_six_digits_in_the_order_of_the_seeds()
    {
        CommandRun run = CommandRun.Of("reproduce", "lu2023", "--data", WriteRows(), "--seeds", "0-3,9", "--jobs", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.Equal("seed,aubc", run.OutputLines[0]);
        Assert.Equal(["0", "1", "2", "3", "9"], run.OutputLines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.All(run.OutputLines.Skip(1), line => Assert.Matches(@"^\d+,0\.\d{6}$", line));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("margin")]
    public void The_same_command_gives_the_same_bytes(string strategy)
    {
        string data = WriteRows();
        Assert.Equal(Output("1"), Output("3"));

        string Output(string jobs) =>
            CommandRun.Of("reproduce", "lu2023", "--data", data, "--strategy", strategy, "--seeds", "5-8", "--jobs", jobs).Output;
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        string data = Write("one.svm", "1 1:2\n1 1:3\n");
        CommandRun.Of("reproduce", "lu2032", "--data", data, "--strategy", "margn", "--seeds", "5-3,x,-1,2,2", "--ties", "last", "--jobs", "0").IsRefusedWith(
            "reproduce: 'lu2032' is unknown; did you mean 'lu2023'?",
            "ties: 'last' is unknown; use published, first",
            $"{data}: holds the class 1 alone; the benchmark needs two",
            $"{data}: 2 rows are too few; 60 % of them must be at least 22",
            "strategy: 'margn' is unknown; did you mean 'margin'?",
            "seeds: '5-3' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..2147483647",
            "seeds: 'x' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..2147483647",
            "seeds: '-1' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..2147483647",
            "seeds: 2 is given twice; name each once",
            "jobs: 0 is not allowed; use 1..1024");
    }

    [Theory]
    [InlineData("0-9999999", "seeds: 0-9999999 are too many; use at most 1000000")]
    [InlineData("0-2147483648", "seeds: '0-2147483648' is not allowed; use a range such as 0-149, or seeds such as 0,3,10-19, each 0..2147483647")]
    public void Seeds_that_make_no_sense_are_named(string seeds, string fault) =>
        CommandRun.Of("reproduce", "lu2023", "--data", WriteRows(), "--seeds", seeds).IsRefusedWith(fault);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(
            At("none.svm"), Assert.Single(CommandRun.Of("reproduce", "lu2023", "--data", At("none.svm"), "--seeds", "0").ErrorLines), StringComparison.Ordinal);

    private string WriteRows() => Write(
        "rows.svm", string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i * i % 7 < 3 ? 0 : 1)} 1:{i * 37 % 11} 2:{i * i % 13}\n")));
}
