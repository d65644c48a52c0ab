namespace RlQuery.Cli.Tests.Verbs;

public sealed class EmbedVerbTests : TemporaryFolder
{
    [Fact]
    public void It_tells_the_encoder_of_each_column_and_what_was_written()
    {
        CommandRun run = CommandRun.Of("embed", "--data", WriteMails(), "--out", At("a.parquet"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["features column kind", "384 message text minilm", "2 age number", "- label target", $"{At("a.parquet")}: 24 rows x 386 features and the target"],
            run.OutputLines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    [InlineData("a.parquet")]
    public void The_other_verbs_see_in_the_file_what_they_see_in_the_table(string name)
    {
        string data = Write("texts.csv", "message,label\n" + string.Concat(Enumerable.Range(0, 24).Select(i =>
            $"\"{(i % 2 == 0 ? "win free money" : "see you at lunch")}, {i} times\",{(i < 8 ? i % 2 == 0 ? "spam" : "ham" : "")}\n")));
        Assert.Equal(0, CommandRun.Of("embed", "--data", data, "--out", At(name)).ExitCode);
        string[] query = ["query", "--strategy", "margin", "--count", "5", "--format", "csv", "--data"];
        CommandRun seen = CommandRun.Of([.. query, At(name)]);
        Assert.Equal(0, seen.ExitCode);
        Assert.Equal(CommandRun.Of([.. query, data]).Output, seen.Output);
    }

    [Fact]
    public void An_array_is_labelled_and_exported_as_csv()
    {
        float[] numbers = [.. Enumerable.Range(0, 24).SelectMany(i => (float[])[i % 5, i * i % 7, i < 8 ? i % 2 : float.NaN])];
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 60, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (24, 3), }"u8];
        File.WriteAllBytes(At("a.npy"), [.. header, .. numbers.SelectMany(BitConverter.GetBytes)]);
        CommandRun run = CommandRun.WithInput(["label", "--data", At("a.npy"), "--session", At("s")], new StringReader("1\n"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = File.ReadAllLines(At("s", "labelled.csv"));
        Assert.Equal(["x0,x1,x2", "0,0,0", "1,1,1"], lines[..3]);
        Assert.Single(lines[9..], line => !line.EndsWith(','));
        Assert.Equal(0, CommandRun.Of("schema", "--data", At("a.npy")).ExitCode);
        Assert.Equal(0, CommandRun.Of("query", "--strategy", "margin", "--data", At("a.npy"), "--count", "1").ExitCode);
    }

    [Fact]
    public void Without_a_target_every_column_is_a_feature()
    {
        string texts = Write("texts.csv", "message\n" + string.Concat(Enumerable.Range(0, 6).Select(i => $"win free money {i}\n")));
        Assert.Contains("6 rows x 384 features", Output("embed", "--data", texts, "--out", At("a.npy")), StringComparison.Ordinal);
        Assert.Contains("24 rows x 386 features and", Output("embed", "--data", WriteMails(), "--out", At("b.csv")), StringComparison.Ordinal);
        string all = Output("embed", "--data", WriteMails(), "--target", "none", "--out", At("c.csv"));
        Assert.EndsWith("24 rows x 389 features\n", all, StringComparison.Ordinal);
        string npy = Output("embed", "--data", WriteMails(), "--out", At("d.npy"));
        Assert.Contains("target, which a NumPy file does not hold", npy, StringComparison.Ordinal);
        Assert.EndsWith("24 rows x 386 features\n", npy, StringComparison.Ordinal);
        string named = Write("named.csv", "x,none\n1,a\n2,b\n");
        Assert.Contains("none    target", Output("embed", "--data", named, "--target", "none", "--out", At("e.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_is_told_at_once_and_nothing_is_written()
    {
        string data = WriteMails();
        string taken = Write("taken.csv", "mine");
        CommandRun.Of("embed", "--data", data, "--target", "lable", "--header", "maybe", "--encoder", "minilmm", "--out", taken).IsRefusedWith(
            $"out: {taken} exists; name a new file", "header: maybe is not allowed; use yes or no",
            "encoder: 'minilmm' is unknown; did you mean 'minilm'?",
            $"target: \"lable\" is not a column of {data}; use message, age, label (nearest: label)");
        Assert.Equal("mine", File.ReadAllText(taken));
        CommandRun.Of("embed", "--data", data, "--out", At("a.xlsx")).IsRefusedWith(
            $"out: {At("a.xlsx")} is not allowed; name a .csv, .csv.gz, .parquet or .npy file");
        CommandRun.Of("embed", "--data", At("none.csv"), "--out", At("a.csv")).IsRefusedWith($"{At("none.csv")}: no such file");
        Assert.Equal(["mails.csv", "taken.csv"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stopped_it_leaves_no_file()
    {
        CommandRun run = CommandRun.Of(new CancellationToken(canceled: true), "embed", "--data", WriteMails(), "--no-cache", "--out", At("a.csv"));
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(["mails.csv"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void What_others_may_not_read_they_may_not_read_as_numbers()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string data = WriteMails();
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, CommandRun.Of("embed", "--data", data, "--out", At("a.csv")).ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("a.csv")));
    }

    private static string Output(params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Output;
    }

    private string WriteMails() => Write("mails.csv", "message,age,label\n" + string.Concat(Enumerable.Range(0, 24).Select(i =>
        $"\"{(i % 2 == 0 ? "win free money" : "see you at lunch")}, {i} times\",{(i == 5 ? "" : i % 11)},{(i < 8 ? i % 2 == 0 ? "spam" : "ham" : "")}\n")));
}
