using System.Diagnostics;
using RlQuery.Cluster.Tests.Support;

namespace RlQuery.Cluster.Tests.Processes;

/// <summary>The command with workers in processes of their own, on loopback.</summary>
/// <param name="folder">The evaluation.</param>
public sealed class ProcessTests(ClusterFolder folder) : IClassFixture<ClusterFolder>
{
    private static readonly string[] Evaluation =
    [
        "--strategy", "random", "--strategy", "margin", "--policy", ClusterFolder.Policy, "--controls", "--allow-seen", "--metric", "accuracy",
        "--metric", "log-loss", "--stopping-rule", "budget:4", "--seeds", "0-4",
    ];

    [Fact]
    public void Workers_of_this_machine_need_no_server_and_end_when_they_are_told()
    {
        string cluster = Write($$"""{ "id": "own", "port": {{Servers.FreePort()}} }""");
        using OwnProcess first = Worker(cluster);
        using OwnProcess second = Worker(cluster);
        using OwnProcess client = Evaluate("development", cluster);
        Assert.Equal(0, client.End());
        folder.AssertSame("development");
        using (OwnProcess status = OwnProcess.Command("cluster", "--cluster", cluster, "status"))
        {
            Assert.Equal(0, status.End());
            Assert.Contains("cluster own: 2 workers, 2 cores", status.Output, StringComparison.Ordinal);
        }
        using OwnProcess stop = OwnProcess.Command("cluster", "--cluster", cluster, "stop");
        Assert.Equal((0, 0, 0), (stop.End(), first.End(), second.End()));
    }

    [ServerFact("redis-server")]
    public void A_worker_that_is_killed_and_a_client_that_is_killed_change_no_byte()
    {
        int port = Servers.FreePort();
        using OwnProcess server = Servers.Redis(port);
        string cluster = Write($$"""{ "id": "kills", "store": "redis", "server": "127.0.0.1:{{port}}" }""");
        using OwnProcess doomed = Worker(cluster);
        using OwnProcess other = Worker(cluster);
        string journal = folder.At("kills", "episodes.journal");
        using (OwnProcess client = Evaluate("kills", cluster))
        {
            client.WaitFor("takes part");
            doomed.Signal("KILL");
            SpinWait.SpinUntil(() => File.Exists(journal), TimeSpan.FromMinutes(1));
            client.Signal("KILL");
            client.End();
        }
        using OwnProcess late = Worker(cluster);
        using OwnProcess resumed = Evaluate("kills", cluster, "--resume");
        Assert.True(resumed.End() == 0, resumed.Output);
        folder.AssertSame("kills");
        other.Signal("TERM");
        Assert.Equal(0, other.End());
    }

    [Fact]
    public void A_tuning_is_the_same_bytes_though_a_worker_is_killed()
    {
        string environment = folder.At("train.json");
        File.WriteAllText(environment, """
            {
              "training": { "synthetic": ["moons"] }, "validation": ["iris"], "signals": ["margin", "density"], "budget": 4,
              "agents": { "policy-gradient": { "problemsPerRound": 2, "episodesPerProblem": 4, "validateEvery": 5, "validationRepeats": 3 } }
            }
            """);
        string[] command = ["tune", environment, "--agent", "policy-gradient", "--trials", "2", "--repeats", "2", "--steps", "300", "--jobs", "1"];
        string cluster = Write($$"""{ "id": "tuning", "port": {{Servers.FreePort()}} }""");
        using OwnProcess first = Worker(cluster);
        using OwnProcess doomed = Worker(cluster);
        using OwnProcess there = OwnProcess.Command([.. command, "--cluster", cluster, "--out", folder.At("tuned-there")]);
        there.WaitFor("takes part");
        doomed.Signal("KILL");
        using OwnProcess here = OwnProcess.Command([.. command, "--out", folder.At("tuned-here")]);
        Assert.True(here.End() == 0, here.Output);
        Assert.True(there.End() == 0, there.Output);
        TrainingGround.AssertSame(folder.At("tuned-here"), folder.At("tuned-there"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    public void A_worker_without_cores_is_refused(string cores)
    {
        using OwnProcess worker = OwnProcess.Command("worker", "--cluster", Write("{}"), "--cores", cores);
        Assert.Equal(2, worker.End());
        Assert.Contains($"cores: {cores} is not allowed; use 1..1024", worker.Output, StringComparison.Ordinal);
    }

    [ServerFact("redis-server")]
    public void A_worker_ends_when_it_is_told_though_its_store_has_gone()
    {
        int port = Servers.FreePort();
        using OwnProcess server = Servers.Redis(port);
        using OwnProcess worker = Worker(Write($$"""{ "id": "gone", "store": "redis", "server": "127.0.0.1:{{port}}" }"""));
        server.Signal("KILL");
        server.End();
        var clock = Stopwatch.StartNew();
        worker.Signal("TERM");
        Assert.Equal(1, worker.End());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        Assert.Contains("the store of gone does not answer", worker.Output, StringComparison.Ordinal);
    }

    private static OwnProcess Worker(string cluster)
    {
        OwnProcess worker = OwnProcess.Command("worker", "--cluster", cluster, "--cores", "1");
        worker.WaitFor("worker of cluster");
        return worker;
    }

    private OwnProcess Evaluate(string name, string cluster, params string[] more) => OwnProcess.Command(
        ["evaluate", folder.At("env.json"), .. Evaluation, "--cluster", cluster, "--out", folder.At(name), .. more]);

    private string Write(string cluster)
    {
        string file = folder.At($"cluster-{cluster.Length}.json");
        File.WriteAllText(file, cluster);
        return file;
    }
}
