using System.Diagnostics;
using System.Net;
using RlQuery.Cluster.Hosting;
using RlQuery.Cluster.Tests.Support;
using RlQuery.Core;
using RlQuery.Studies.Standard;

namespace RlQuery.Cluster.Tests;

/// <summary>Workers and clients of this process that speak to each other over loopback.</summary>
/// <param name="folder">The evaluation.</param>
public sealed class HostTests(ClusterFolder folder) : IClassFixture<ClusterFolder>
{
    [ServerFact("postgres")]
    public void Workers_that_find_each_other_by_PostgreSQL_give_the_bytes_of_one_machine()
    {
        int port = Servers.FreePort();
        using OwnProcess server = Servers.Postgres(port, folder.At("postgres"));
        var cluster = new ClusterDefinition
        {
            Id = "own",
            Store = ClusterStore.Postgresql,
            Server = $"Host=127.0.0.1;Port={port};Username=rlquery;Database=postgres",
        };
        using (new OwnWorker(cluster))
        using (new OwnWorker(cluster))
        using (var client = new ClusterClient(cluster))
        {
            folder.AssertSame("by-postgres", client);
            Assert.Equal(2, ClusterOverview.LookAsync(cluster, CancellationToken.None).Result.Count(node => node.IsSame));
        }
    }

    [ServerFact("redis-server")]
    public void A_wrong_password_and_another_cluster_are_refused_in_a_line()
    {
        int port = Servers.FreePort();
        using OwnProcess server = Servers.Redis(port, "--requirepass", "right");
        Environment.SetEnvironmentVariable("RLQUERY_TEST_RIGHT", "right");
        Environment.SetEnvironmentVariable("RLQUERY_TEST_WRONG", "wrong");
        var cluster = new ClusterDefinition { Id = "own", Store = ClusterStore.Redis, Server = $"127.0.0.1:{port}", PasswordVariable = "RLQUERY_TEST_RIGHT" };
        using var worker = new OwnWorker(cluster);
        Assert.Single(Look(cluster));
        string wrong = Refusal(cluster with { PasswordVariable = "RLQUERY_TEST_WRONG" });
        Assert.StartsWith($"server: 127.0.0.1:{port} of the redis store does not let us in: ", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", wrong, StringComparison.Ordinal);
        Assert.Equal(
            "passwordVariable: the environment variable RLQUERY_TEST_NONE, which should hold the password, is not set",
            Refusal(cluster with { PasswordVariable = "RLQUERY_TEST_NONE" }));
        Assert.Equal(
            "cluster: no worker of other answers; start one with 'rlquery worker'", Refusal(cluster with { Id = "other", TimeoutSeconds = 60 }));
    }

    [Fact]
    public async Task A_worker_shows_Prometheus_what_it_and_Orleans_count_and_refuses_a_port_that_is_taken()
    {
        int port = Servers.FreePort();
        var cluster = new ClusterDefinition { Id = "counted", Port = Servers.FreePort() };
        using var worker = new OwnWorker(cluster, metrics: port);
        using var http = new HttpClient();
        string page = await http.GetStringAsync($"http://127.0.0.1:{port}/metrics");
        Assert.Contains("# TYPE rlquery_nodes gauge\nrlquery_nodes 1\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE rlquery_episodes_total counter\nrlquery_episodes_total 0\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE orleans_", page, StringComparison.Ordinal);
        Assert.Equal(
            $"metrics: port {port} is taken; name another", Assert.Throws<InvalidInputException>(() => new OwnWorker(cluster, metrics: port)).Message);
    }

    [Fact]
    public void A_cluster_of_this_machine_without_a_worker_is_said_to_be_empty_at_once() => Assert.Equal(
        "cluster: no worker of empty answers; start one with 'rlquery worker'",
        Refusal(new ClusterDefinition { Id = "empty", Port = Servers.FreePort(), TimeoutSeconds = 60 }));

    [ServerFact("redis-server")]
    public void With_certificates_only_those_of_the_clusters_authority_are_let_in()
    {
        int port = Servers.FreePort();
        using OwnProcess server = Servers.Redis(port);
        using var ours = new Authority(folder.At("ours"));
        using var theirs = new Authority(folder.At("theirs"));
        var open = new ClusterDefinition { Id = "own", Store = ClusterStore.Redis, Server = $"127.0.0.1:{port}", TimeoutSeconds = 20 };
        ClusterDefinition closed = open with { Certificate = ours.Certificate, Authority = ours.Pem };
        using var one = new OwnWorker(closed);
        using var other = new OwnWorker(closed);
        Assert.Equal(2, Look(closed).Count(node => node.IsSame));
        ClusterDefinition strange = open with { Certificate = theirs.Certificate, Authority = theirs.Pem };
        foreach (ClusterDefinition stranger in (ClusterDefinition[])[open, strange])
        {
            Assert.StartsWith("cluster: no worker of own answers", Refusal(stranger with { TimeoutSeconds = 3 }), StringComparison.Ordinal);
        }
        Assert.StartsWith("certificate: ", Refusal(closed with { Certificate = theirs.Certificate }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClusterStore.Development, "with the store development")]
    [InlineData(ClusterStore.Redis, "names no certificate")]
    public async Task No_worker_listens_beyond_this_machine_without_a_certificate(ClusterStore store, string why)
    {
        var cluster = new ClusterDefinition { Store = store, Server = "127.0.0.1:1" };
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => ClusterWorker.RunAsync(
            cluster, 1, IPAddress.Parse("192.0.2.1"), StudyParts.Create(), false, null, _ => { }, CancellationToken.None));
        Assert.StartsWith("listen: 192.0.2.1 is ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ClusterStore.Redis, "127.0.0.1:1", "no Redis server answers at 127.0.0.1:1; start it, or name another")]
    [InlineData(
        ClusterStore.Postgresql, "Host=127.0.0.1;Port=1;Username=nobody",
        "no PostgreSQL server answers at Host=127.0.0.1;Port=1;Username=nobody; start it, or name another")]
    [InlineData(ClusterStore.Postgresql, "Hoost=127.0.0.1", "Hoost=127.0.0.1 is not allowed with the store postgresql; use Host=ADDRESS;")]
    [InlineData(ClusterStore.Postgresql, "127.0.0.1:1", "127.0.0.1:1 is not allowed with the store postgresql; use Host=ADDRESS;")]
    public void A_store_that_is_not_there_is_named_within_its_time(ClusterStore store, string server, string why)
    {
        var clock = Stopwatch.StartNew();
        string refusal = Refusal(new ClusterDefinition { Store = store, Server = server, TimeoutSeconds = 5 });
        Assert.StartsWith($"server: {why}", refusal, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    private static IReadOnlyList<ClusterNodeStatus> Look(ClusterDefinition cluster) =>
        ClusterOverview.LookAsync(cluster, CancellationToken.None).GetAwaiter().GetResult();

    private static string Refusal(ClusterDefinition cluster) => Assert.Single(Assert.Throws<InvalidInputException>(() => Look(cluster)).Faults);
}
