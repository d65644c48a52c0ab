namespace RlQuery.Cli.Tests;

/// <summary>What is made from a table that others may not read, they may not read either. Windows has no such modes.</summary>
public sealed class PrivacyTests : TemporaryFolder
{
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const UnixFileMode OfAll = OfOthers | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Below it everything would be open, were it not for the table.
    private string Open(string name) =>
        OperatingSystem.IsWindows() ? At("open", name) : Path.Combine(Directory.CreateDirectory(At("open"), OfAll).FullName, name);

    private string PrivateTable(int labelled)
    {
        string data = WriteTable("data.csv", 40, row => row < labelled);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return data;
    }

    [Fact]
    public void A_session_its_table_and_all_exports_are_as_private_as_the_table()
    {
        Assert.Equal(0, CommandRun.WithInput(["label", "--session", Open("session"), "--data", PrivateTable(4)], new StringReader("no\nyes\nq\n")).ExitCode);
        Assert.True(File.Exists(Open("session/labelled.csv")));
        foreach (string name in (string[])["out.csv", "out.jsonl", "tasks.json"])
        {
            Assert.Equal(0, CommandRun.Of("session", "export", Open("session"), "--out", Open(name)).ExitCode);
        }
        Assert.Equal(0, CommandRun.Of("schema", "--data", At("data.csv"), "--out", Open("schema.json")).ExitCode);
        IsPrivate(
            "session", "session/session.db", "session/session.db-journal", "session/session.lock", "session/labelled.csv", "out.csv", "out.jsonl", "tasks.json",
            "tasks.xml", "schema.json");
    }

    [Fact]
    public void Results_of_a_private_table_and_policies_trained_on_it_are_private()
    {
        PrivateTable(40);
        string environment = Write("env.json", """{"signals": ["margin"], "budget": 4, "training": {"data": ["data.csv"]}}""");
        string[] evaluate = ["evaluate", environment, "--data", At("data.csv"), "--strategy", "random", "--strategy", "margin", "--seeds", "0-1"];
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--out", Open("results")]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. evaluate, "--learner", "naive-bayes", "--learner", "logistic-regression", "--out", Open("grid")]).ExitCode);
        Assert.Equal(0, CommandRun.Of("train", environment, "--agent", "dqn", "--steps", "20", "--out", Open("policy")).ExitCode);
        Assert.Equal(0, CommandRun.Of("export", "--policy", Open("policy"), "--out", Open("policy.onnx")).ExitCode);
        IEnumerable<string> written = Directory.EnumerateFileSystemEntries(At("open"), "*", SearchOption.AllDirectories);
        IsPrivate([.. written.Select(path => Path.GetRelativePath(At("open"), path))]);
    }

    private void IsPrivate(params string[] names)
    {
        Assert.NotEmpty(names);
        foreach (string path in names.Select(Open).Where(Path.Exists))
        {
            Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & OfOthers) == 0, $"{path}: others have access");
        }
    }
}
