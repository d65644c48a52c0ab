using System.Diagnostics;
using RlQuery.Cli.Verbs;

namespace RlQuery.Cli.Tests;

/// <summary>Files that are named on the command line and that the system does not give: one line that names the file, and exit code 2.</summary>
/// <remarks>Who may read everything runs the command as another user.</remarks>
public sealed class DeniedFilesTests : TemporaryFolder
{
    private const UnixFileMode All = (UnixFileMode)0x1FF;

    [DeniedTheory]
    [InlineData("t.csv", "schema", "--data", "t.csv")]
    [InlineData("t.csv", "query", "--data", "t.csv", "--strategy", "margin", "--count", "1")]
    [InlineData("t.csv", "label", "--data", "t.csv", "--session", "new")]
    [InlineData("t.csv", "evaluate", "env.json", "--data", "t.csv", "--out", "new")]
    [InlineData("t.schema.json", "query", "--data", "t.csv", "--schema", "t.schema.json", "--strategy", "margin", "--count", "1")]
    [InlineData("env.json", "evaluate", "env.json", "--data", "t.csv", "--out", "new")]
    [InlineData("env.json", "train", "env.json", "--agent", "dqn", "--out", "new")]
    [InlineData("env.json", "tune", "env.json", "--agent", "dqn", "--out", "new")]
    [InlineData("env.json", "cross-validate", "env.json", "--agent", "dqn", "--out", "new")]
    [InlineData("policy/policy.json", "query", "--data", "t.csv", "--policy", "policy", "--count", "1")]
    [InlineData("policy/policy.safetensors", "query", "--data", "t.csv", "--policy", "policy", "--count", "1")]
    [InlineData("policy/policy.json", "export", "--policy", "policy", "--out", "new.onnx")]
    [InlineData("policy/policy.safetensors", "export", "--policy", "policy", "--out", "new.onnx")]
    [InlineData("session/session.db", "label", "--session", "session", "--resume")]
    [InlineData("session/session.db", "session", "export", "session", "--out", "new.csv")]
    [InlineData("labels.jsonl", "session", "import", "session", "labels.jsonl")]
    [InlineData("shard/episodes.journal", "evaluate", "env.json", "--data", "t.csv", "--shard", "1/2", "--resume", "--out", "shard")]
    [InlineData("shard/episodes.journal", "merge", "shard", "--out", "new")]
    [InlineData("run/manifest.json", "plot", "run")]
    [InlineData("run/episodes.csv", "plot", "run")]
    [InlineData("parts.dll", "list", "signals", "--parts", "parts.dll")]
    public void They_are_named_in_a_line(string denied, params string[] verb)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        Prepare();
        foreach (string entry in Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Append(Folder))
        {
            File.SetUnixFileMode(entry, All);
        }
        File.SetUnixFileMode(At(denied), UnixFileMode.None);
        (int code, string output, string[] errors) = Run(verb);
        Assert.True(code == 2, $"exit code {code}: {string.Join('\n', errors)}");
        Assert.Contains(denied, Assert.Single(errors, line => !line.StartsWith("note: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(output);
    }

    private void Prepare()
    {
        string table = WriteTable("t.csv", 30, row => row < 20);
        Write("t.schema.json", """{ "columns": { "x": "number" } }""");
        Write("labels.jsonl", """{"rlquery_row": 25, "label": "yes"}""");
        Write("parts.dll", "none");
        string environment = WriteEnvironment();
        WritePolicy("policy");
        CommandRun.WithInput(["label", "--data", table, "--session", At("session"), "--strategy", "random"], new StringReader("yes\n"));
        string[] evaluate = ["evaluate", environment, "--data", table, "--strategy", "random", "--seeds", "0-1", "--out"];
        Assert.Equal(0, CommandRun.Of([.. evaluate, At("run")]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. evaluate, At("shard"), "--shard", "1/2"]).ExitCode);
    }

    private (int Code, string Output, string[] Errors) Run(string[] verb)
    {
        bool IsPath(string word) => Path.Exists(At(word)) || word.StartsWith("new", StringComparison.Ordinal);
        string[] command = ["dotnet", typeof(CommandLine).Assembly.Location, .. verb.Select((word, i) => i > 0 && IsPath(word) ? At(word) : word)];
        string[] all = DeniedTheoryAttribute.IsRoot ? ["setpriv", "--reuid=65534", "--clear-groups", .. command] : command;
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
