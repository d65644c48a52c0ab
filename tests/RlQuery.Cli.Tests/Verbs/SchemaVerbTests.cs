namespace RlQuery.Cli.Tests.Verbs;

public sealed class SchemaVerbTests : TemporaryFolder
{
    private const string Header = "id,age,sent,message,city,label\n";

    [Fact]
    public void Every_feature_column_is_told_with_its_kind_and_its_features()
    {
        CommandRun run = CommandRun.Of("schema", "--data", WriteMails());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[][] cells = [.. run.OutputLines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["features", "missing", "distinct", "column", "kind", "example"], cells[0]);
        Assert.Equal(
            ["id number 0", "age number 1", "sent date yyyy-MM-dd", "message text", "city category Bonn"],
            cells.Skip(1).Select(row => string.Join(' ', row[3] switch
            {
                "id" or "age" or "city" => row[3..6],
                "sent" => row[3..6],
                _ => row[3..5],
            })));
        Assert.Equal(["2", "1", "11"], cells[2][..3]);
    }

    [Theory]
    [InlineData("red,2\nblue,3\nred,4\n,5\n", "2 classes: red 2, blue 1; 1 unlabelled")]
    [InlineData("2,1\n3,2\n2,3\n", "2 classes: 2 2, 3 1")]
    [InlineData(
        "0.5,1\n1.5,2\n2.5,3\n3.5,4\n4.5,5\n5.5,6\n6.5,7\n7.5,8\n8.5,9\n9.5,1\n10.5,2\n-1,2\n,1\n",
        "12 numbers from -1 to 10.5; 1 unlabelled")]
    [InlineData(",1\n,2\n", "no classes; 2 unlabelled")]
    public void It_says_what_the_target_holds(string rows, string summary)
    {
        string data = Write("t.csv", "answer,x\n" + rows);
        Assert.Equal([$"note: {data}: {summary}"], CommandRun.Of("schema", "--data", data, "--target", "answer").Summaries);
    }

    [Fact]
    public void Classes_that_look_alike_are_named_and_joined_where_the_schema_says_so()
    {
        string data = Write("t.csv", "x,answer\n1,No\n2,no\n3,yes\n");
        Assert.Contains("classes that look alike: \"No\" (1) and \"no\" (1)", CommandRun.Of("schema", "--data", data).Error, StringComparison.Ordinal);
        string schema = Write("s.json", """{ "columns": { }, "joinClasses": true }""");
        CommandRun joined = CommandRun.Of("schema", "--data", data, "--schema", schema);
        Assert.Equal(("", $"note: {data}: 2 classes: No 2, yes 1"), (joined.Error, Assert.Single(joined.Summaries)));
    }

    [Fact]
    public void What_it_writes_changed_by_hand_is_what_the_other_verbs_read()
    {
        string data = WriteMails();
        string schema = At("mails.schema.json");
        Assert.Equal(0, CommandRun.Of("schema", "--data", data, "--out", schema).ExitCode);
        string text = File.ReadAllText(schema);
        Assert.Contains("\"sent\": \"date yyyy-MM-dd\"", text, StringComparison.Ordinal);
        string[] query = ["query", "--policy", WritePolicy("mine"), "--data", data, "--count", "3", "--format", "csv"];
        string inferred = CommandRun.Of(query).Output;
        Assert.Equal(inferred, CommandRun.Of([.. query, "--schema", schema]).Output);
        File.WriteAllText(
            schema, text.Replace("\"id\": \"number\"", "\"id\": \"ignore\"", StringComparison.Ordinal).Replace(
                "\"city\": \"category\"", "\"city\": \"text n-grams\"", StringComparison.Ordinal));
        Assert.NotEqual(inferred, CommandRun.Of([.. query, "--schema", schema]).Output);
        Assert.Equal(0, CommandRun.Of("schema", "--data", data, "--schema", schema, "--out", At("again.json")).ExitCode);
        Assert.Equal(
            File.ReadAllText(schema).Split('\n').Order(StringComparer.Ordinal).Select(line => line.TrimEnd(',')),
            File.ReadAllText(At("again.json")).Split('\n').Order(StringComparer.Ordinal).Select(line => line.TrimEnd(',')));
    }

    [Fact]
    public void A_labelling_session_keeps_its_schema_and_refuses_another()
    {
        string data = WriteMails();
        string schema = Write("s.json", """{ "columns": { "id": "ignore" } }""");
        string[] session = ["label", "--session", At("session")];
        CommandRun begun = CommandRun.WithInput([.. session, "--data", data, "--schema", schema], new StringReader("ham\n"));
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        File.WriteAllText(schema, """{ "columns": { "id": "category" } }""");
        string asked = begun.OutputLines.Last(line => line.StartsWith("question", StringComparison.Ordinal));
        CommandRun resumed = CommandRun.WithInput([.. session, "--resume"], TextReader.Null);
        Assert.Contains(asked, resumed.OutputLines);
        CommandRun.Of([.. session, "--resume", "--schema", schema]).IsRefusedWith($"schema: {schema} is not what the session was begun with; leave it out");
    }

    [Fact]
    public void A_copy_of_a_sessions_one_file_asks_what_the_session_asks_by_its_schema()
    {
        string data = WriteMails();
        string schema = Write("s.json", """{ "columns": { "id": "ignore", "message": "ignore", "city": "ignore", "sent": "ignore" } }""");
        CommandRun.WithInput(["label", "--session", At("session"), "--data", data, "--schema", schema], new StringReader("ham\n"));
        Directory.CreateDirectory(At("copy"));
        File.Copy(At("session", "session.db"), At("copy", "session.db"));
        string[] Asked(string session) =>
            [.. CommandRun.WithInput(["label", "--session", At(session), "--resume"], new StringReader("ham\nspam\nham\nspam\n")).OutputLines.Where(
                line => line.StartsWith("question", StringComparison.Ordinal))];
        Assert.Equal(Asked("session"), Asked("copy"));
        Assert.Equal(0, CommandRun.Of("label", "--session", At("copy"), "--resume", "--schema", schema).ExitCode);
    }

    [Fact]
    public void A_measurement_reads_its_tables_by_the_schema()
    {
        string data = Write("ab.csv", "zip,x,label\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i % 3},{i % 7},{(i % 3 == 1 ? "p" : "q")}\n")));
        string[] evaluate = ["evaluate", WriteEnvironment(), "--data", data, "--strategy", "random", "--seeds", "0-1"];
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--out", At("plain")]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--schema", Write("s.json", """{ "columns": { "zip": "category" } }"""), "--out", At("told")]).ExitCode);
        Assert.NotEqual(File.ReadAllText(At("plain", "summary.csv")), File.ReadAllText(At("told", "summary.csv")));
        CommandRun.Of("evaluate", WriteEnvironment(), "--schema", At("s.json"), "--out", At("none")).IsRefusedWith(
            $"schema: {At("s.json")} is not allowed without --data; the environment's sets have their own",
            $"{At("env.json")}: names no evaluation sets; give --data");
    }

    [Fact]
    public void All_faults_are_told_at_once_and_no_file_is_overwritten()
    {
        string data = WriteMails();
        string taken = Write("taken.json", "mine");
        CommandRun.Of("schema", "--data", data, "--schema", At("none.json"), "--out", taken).IsRefusedWith(
            $"{At("none.json")}: no such file", $"out: {taken} exists; name a new file");
        Assert.Equal("mine", File.ReadAllText(taken));
        CommandRun.Of(
            "query", "--policy", WritePolicy("mine"), "--data", data, "--count", "1", "--schema", Write("s.json", """{ "columns": { "mesage": "text" } }"""))
                .IsRefusedWith(
            $"{At("s.json")}: column \"mesage\" is not in {data}; did you mean 'message'?");
    }

    private string WriteMails() => Write("mails.csv", Header + string.Concat(Enumerable.Range(0, 24).Select(i =>
    {
        string message = i % 2 == 0 ? "win free money" : "see you at lunch";
        string label = i < 8 ? i % 2 == 0 ? "spam" : "ham" : "";
        return FormattableString.Invariant(
            $"{i},{(i == 5 ? "" : i % 11 + 1)},2024-01-{i + 1:00},\"{message}, {i} \"\"times\"\"\n\",{(i % 3 == 0 ? "Bonn" : "Ulm")},{label}\n");
    })));
}
