using System.Net;
using System.Net.Sockets;
using RlQuery.Cli.Tests.Processes;
using RlQuery.Cli.Verbs;
using RlQuery.Core.Labelling;
using RlQuery.Sessions;
using RlQuery.Studio.Tests;

namespace RlQuery.Cli.Tests.Verbs;

/// <summary>The page as a process. Windows has no signals.</summary>
public sealed class StudioVerbTests : TemporaryFolder
{
    [Fact]
    public async Task A_kill_loses_no_answer_the_open_page_goes_on_and_so_does_the_terminal()
    {
        string data = WriteTable("data.csv", 40, row => row < 4);
        var stored = new List<(int Row, string Answer)>();
        Uri address;
        StudioClient client;
        using (var first = new StudioProcess("--session", At("session"), "--data", data))
        {
            address = first.Links[0];
            client = new StudioClient(new Uri(address, "/"));
            await client.EnterAsync(address);
            await AnswerAsync(client, 6, stored);
            first.Kill();
        }
        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync("answer", "no"));
        using (var second = new StudioProcess("--session", At("session"), "--resume", "--port", $"{address.Port}"))
        {
            await AnswerAsync(client, 6, stored);
            CommandRun refused = CommandRun.WithInput(["label", "--session", At("session"), "--resume"], new StringReader("no\n"));
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("session", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
            Assert.Matches("in use|another|process", refused.Error);
            if (!OperatingSystem.IsWindows())
            {
                (int code, string output, string error) = second.End();
                Assert.Equal((0, ""), (code, error));
                Assert.Contains("go on with --resume", output, StringComparison.Ordinal);
                // A token is for whoever reads the terminal alone, and not said again.
                Assert.DoesNotContain("token", output, StringComparison.Ordinal);
            }
        }
        client.Dispose();
        Assert.Equal(0, CommandRun.WithInput(["label", "--session", At("session"), "--resume"], new StringReader("no\nq\n")).ExitCode);
        using var file = SessionFile.Open(At("session"));
        (int, string)[] labelled = [.. file.Events.OfType<RowLabelled>().Select(one => (one.Row, one.Answer))];
        Assert.Equal(stored, labelled[..^1]);
        Assert.Equal(13, labelled.Select(one => one.Item1).Distinct().Count());
    }

    [Fact]
    public void The_address_that_is_printed_is_opened_where_there_is_a_browser()
    {
        using var ended = new CancellationTokenSource();
        using var output = new StringWriter();
        var opened = new List<Uri>();
        var terminal = new Terminal(output, TextWriter.Null, OutputIsTerminal: false, ErrorIsTerminal: false, ended.Token)
        {
            OpenBrowser = address =>
            {
                opened.Add(address);
                ended.Cancel();
            },
        };
        Assert.Equal(0, CommandLine.Run(["studio", "--session", At("session"), "--data", WriteTable("data.csv", 40, row => row < 4)], terminal));
        Assert.Contains(Assert.Single(opened).AbsoluteUri, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_well_and_writes_the_labelled_table()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        File.WriteAllLines(At("names.txt"), ["ann", "", "bob"]);
        using var studio = new StudioProcess("--session", At("session"), "--data", WriteTable("data.csv", 40, row => row < 4), "--annotators", At("names.txt"));
        Assert.Equal(2, studio.Links.Count);
        using var client = new StudioClient(new Uri(studio.Links[1], "/"));
        await client.EnterAsync(studio.Links[1]);
        await AnswerAsync(client, 2, []);
        Assert.Equal(0, studio.End().Code);
        Assert.Equal(6, File.ReadLines(At("session/labelled.csv")).Skip(1).Count(line => !line.EndsWith(',')));
        CommandRun.Of("label", "--session", At("session"), "--resume").IsRefusedWith(
            "annotator: the session has answers of bob; say who answers now with --annotator NAME");
    }

    [Fact]
    public async Task Pairs_of_rows_are_asked_about_on_the_page_and_the_terminal_goes_on_with_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string data = WriteTable("data.csv", 12);
        using (var studio = new StudioProcess("--session", At("session"), "--data", data, "--task", "clustering", "--clusters", "3"))
        {
            using var client = new StudioClient(new Uri(studio.Links[0], "/"));
            await client.EnterAsync(studio.Links[0]);
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "different"));
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", "same"));
            (int code, string output, _) = studio.End();
            Assert.Equal(0, code);
            Assert.Contains($"clusters: {At("session/clusters.csv")}; links: {At("session/clusters.links.csv")}", output, StringComparison.Ordinal);
        }
        Assert.Equal(3, File.ReadAllLines(At("session/clusters.links.csv")).Length);
        CommandRun resumed = CommandRun.WithInput(["label", "--session", At("session"), "--resume"], new StringReader("same\nq\n"));
        Assert.Contains(resumed.OutputLines, line => line.StartsWith("question 3: rows ", StringComparison.Ordinal));
        Assert.Equal(4, File.ReadAllLines(At("session/clusters.links.csv")).Length);
    }

    [Fact]
    public void Bad_options_are_told_all_at_once_and_nothing_is_written()
    {
        string data = WriteTable("data.csv", 20, _ => false);
        File.WriteAllLines(At("names.txt"), ["ann", "ann"]);
        CommandRun.Of("studio", "--session", At("session"), "--data", data, "--port", "99999", "--annotators", At("names.txt"), "--review").IsRefusedWith(
            "review: needs a session that was begun; use --resume",
            "port: 99999 is not allowed; use 0..65535",
            $"annotators: {At("names.txt")} names ann twice; name everybody once");
        CommandRun.Of("studio", "--session", At("session"), "--data", data, "--annotators", At("absent.txt")).IsRefusedWith(
            $"annotators: {At("absent.txt")}: no such file; name a file with a name on each line");
        CommandRun.Of("studio", "--session", At("session"), "--data", data, "--runs", At("absent")).IsRefusedWith(
            $"runs: {At("absent")}: no such folder; name one with trainings or evaluations");
        CommandRun.Of("studio", "--session", At("session"), "--data", data, "--listen", "0.0.0.0").IsRefusedWith(
            "listen: 0.0.0.0 is reached from other machines, and what is sent could be read on the way; give --certificate, or --insecure");
        CommandRun.Of("studio", "--session", At("session"), "--data", data, "--listen", "here", "--certificate", At("names.txt"), "--insecure").IsRefusedWith(
            "listen: here is not allowed; give an IP address of this machine, such as 0.0.0.0 for all",
            "insecure: not allowed beside --certificate; leave one of them out",
            $"certificate: {At("names.txt")} holds no certificate with its private key; give one PEM file with both");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int taken = ((IPEndPoint)other.LocalEndpoint).Port;
        CommandRun run = CommandRun.Of("studio", "--session", At("session"), "--data", data, "--port", $"{taken}");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"port: {taken} of 127.0.0.1 cannot be listened on (", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("session")));
    }

    private static async Task AnswerAsync(StudioClient client, int count, List<(int Row, string Answer)> stored)
    {
        for (int i = 0; i < count; i++)
        {
            (int row, string answer) = (client.Row!.Value, client.Row.Value % 2 == 0 ? "no" : "yes");
            Assert.Equal(HttpStatusCode.OK, await client.SendAsync("answer", answer));
            stored.Add((row, answer));
        }
    }
}
