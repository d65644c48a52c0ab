using RlQuery.Cluster.Tests.Support;
using RlQuery.Studies;
using RlQuery.Studies.Evaluation;

namespace RlQuery.Cluster.Tests.Nodes;

/// <summary>Evaluations on nodes of this process: whatever happens to them, the bytes are those of one machine.</summary>
/// <param name="folder">The evaluation.</param>
public sealed class FakeNodesTests(ClusterFolder folder) : IClassFixture<ClusterFolder>
{
    [Fact]
    public void Results_are_those_of_one_machine_and_files_are_sent_once()
    {
        using var one = new FakeNode("one");
        using var other = new FakeNode("other", cores: 2);
        var cluster = new FakeCluster(_ => [one, other]);
        folder.AssertSame("once", cluster);
        // Description, environment, two sets, and two files of a policy; of a second run only what is new.
        Assert.Equal((6, 6), (one.Pieces, other.Pieces));
        EvaluationStudy.Open(folder.Options("more", cluster, seeds: 3)).Run();
        Assert.Equal((7, 7), (one.Pieces, other.Pieces));
    }

    [Fact]
    public void A_knowledge_graph_travels_with_the_rows_that_are_linked_to_it()
    {
        File.WriteAllText(folder.At("g.tsv"), "dog\tis\tanimal\ncat\tis\tanimal\nrose\tis\tplant\ntulip\tis\tplant\noak\tis\ttree\nplant\tnear\ttree\n");
        string[] things = ["dog", "cat", "rose", "tulip", "oak", "stone"];
        File.WriteAllLines(folder.At("things.csv"), [
            "thing,size,label", .. Enumerable.Range(0, 60).Select(i => $"{things[i * 7 % 6]},{i * 37 % 11},{(i * 7 % 6 > 2 || i * 37 % 11 > 8 ? "a" : "b")}"),
        ]);
        File.WriteAllText(
            folder.At("graph.json"), """{ "evaluation": ["things.csv"], "graph": "g.tsv", "graphColumn": "thing", "signals": ["margin"], "budget": 6 }""");
        using var node = new FakeNode("node", cores: 2);
        EvaluationOptions options = folder.Options("graph-here", seeds: 2) with
        {
            Environments = [folder.At("graph.json")],
            Strategies = ["graph-margin", "graph-coverage", "margin"],
            Policies = [],
            Controls = false,
        };
        EvaluationStudy.Open(options).Run();
        EvaluationStudy.Open(options with { Out = folder.At("graph-there"), Nodes = new FakeCluster(_ => [node]) }).Run();
        TrainingGround.AssertSame(folder.At("graph-here"), folder.At("graph-there"));
        Assert.Equal(6, node.Work.Describe().Done);
    }

    [Fact]
    public void A_node_that_dies_in_the_middle_and_one_that_comes_late_change_no_byte()
    {
        using var dying = new FakeNode("dying") { Before = exchange => exchange > 2 ? throw new IOException("dead") : Task.CompletedTask };
        using var late = new FakeNode("late");
        var cluster = new FakeCluster(asked => asked switch { 0 or 1 => [dying], _ => [late] });
        folder.AssertSame("dying", cluster);
        Assert.Contains("node dying is gone", cluster.Told);
        Assert.Contains("node late takes part", cluster.Told);
    }

    [Fact]
    public void A_node_that_hangs_holds_nothing_up()
    {
        using var hanging = new FakeNode("hanging") { Before = exchange => exchange > 1 ? Task.Delay(Timeout.Infinite) : Task.CompletedTask };
        using var well = new FakeNode("well");
        folder.AssertSame("hanging", new FakeCluster(_ => [hanging, well]));
    }

    [Fact]
    public void Answers_that_are_lost_on_their_way_are_sent_again()
    {
        using var node = new FakeNode("node")
        {
            Before = exchange => exchange > 0 && exchange % 3 == 0 ? throw new TimeoutException() : Task.CompletedTask,
            LosesReplies = true,
        };
        folder.AssertSame("lost", new FakeCluster(_ => [node]));
    }

    [Fact]
    public void A_node_that_leaves_finishes_what_it_does_and_hands_back_the_rest()
    {
        using var second = new FakeNode("second");
        FakeNode? first = null;
        using var leaving = first = new FakeNode("first") { Before = exchange => exchange == 2 ? first!.Work.LeaveAsync(TimeSpan.Zero) : Task.CompletedTask };
        var cluster = new FakeCluster(_ => [leaving, second]);
        folder.AssertSame("leaving", cluster);
        Assert.DoesNotContain("node first is gone", cluster.Told);
    }

    [Fact]
    public void A_node_of_another_version_is_refused_by_name()
    {
        using var old = new FakeNode("old") { Identity = "0.0.9+abc x64 128-bit" };
        var cluster = new FakeCluster(_ => [old]) { Patience = TimeSpan.FromSeconds(1) };
        IOException without = Assert.Throws<IOException>(() => EvaluationStudy.Open(folder.Options("out", cluster)).Run());
        Assert.Equal(
            $"no worker of the cluster takes part after 1 s: old computes by 0.0.9+abc x64 128-bit, and this machine by {CodeIdentity.Here}; "
            + "their results would differ", without.Message);
        Assert.False(Directory.Exists(folder.At("out")));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_node_whose_clock_is_wrong_by_an_hour_is_left_out_by_name_and_another_does_its_work(long seconds)
    {
        using var wrong = new FakeNode("wrong") { ClockOff = seconds };
        using var right = new FakeNode("right") { ClockOff = 200 };
        var cluster = new FakeCluster(asked => asked < 2 ? [wrong] : [wrong, right]);
        folder.AssertSame($"clock{seconds}", cluster);
        string told = Assert.Single(cluster.Told, line => line.Contains("out", StringComparison.Ordinal));
        Assert.Matches("^a node is left out: the clock of wrong differs by 3[56]\\d\\d s; set it right$", told);
        Assert.Equal(0, wrong.Work.Describe().Done);
    }

    [Fact]
    public void A_node_whose_disk_is_full_is_left_out_by_name_and_another_does_its_work()
    {
        using var full = new FakeNode("full") { IsFull = true };
        using var roomy = new FakeNode("roomy");
        var cluster = new FakeCluster(asked => asked < 2 ? [full] : [full, roomy]);
        folder.AssertSame("full", cluster);
        string told = Assert.Single(cluster.Told, line => line.Contains("out", StringComparison.Ordinal));
        Assert.Matches("^a node is left out: full: a file of \\d+ bytes cannot be kept in ", told);
    }

    [Fact]
    public void A_network_that_is_cut_for_a_while_changes_no_byte()
    {
        int asked = 0;
        Task Cut(int exchange) => exchange is > 2 and < 6 ? throw new TimeoutException() : Task.CompletedTask;
        using var node = new FakeNode("node") { Before = Cut };
        // While it is cut, nobody can tell either which nodes there are.
        var cluster = new FakeCluster(_ => ++asked is 2 or 3 ? throw new TimeoutException() : [node]);
        folder.AssertSame("cut", cluster);
        Assert.DoesNotContain(cluster.Told, line => line.Contains("gone", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_cancelled_keeps_what_came_and_goes_on_to_the_same_bytes()
    {
        using var node = new FakeNode("node");
        var cluster = new FakeCluster(_ => [node]);
        using var stop = new CancellationTokenSource();
        Assert.Throws<StudyStoppedException>(() => EvaluationStudy.Open(folder.Options("there", cluster)).Run(new Stopper(20, stop), stop.Token));
        EvaluationStudy.Open(folder.Options("there", cluster) with { Resume = true }).Run();
        folder.AssertSame("there");
    }

    private sealed class Stopper(int after, CancellationTokenSource stop) : IStudyProgress, IProgress<StageProgress>
    {
        public void Note(string line)
        {
        }

        public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work) => work(this);

        public void Report(StageProgress value)
        {
            if (value.Done >= after)
            {
                stop.Cancel();
            }
        }
    }
}
