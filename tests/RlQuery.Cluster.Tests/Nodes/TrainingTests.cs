using RlQuery.Cluster.Tests.Support;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Parcels;
using RlQuery.Studies.Standard;
using RlQuery.Studies.Training;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Agents.Evolution;

namespace RlQuery.Cluster.Tests.Nodes;

/// <summary>Trainings whose episodes are played by nodes of this process: whatever happens to them, the bytes are those of one machine.</summary>
/// <param name="ground">Where is trained.</param>
public sealed class TrainingTests(TrainingGround ground) : IClassFixture<TrainingGround>
{
    public static TheoryData<string> Agents { get; } = new("evolution", "policy-gradient", "dqn", "imitation");

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_policy_is_the_same_bytes_whichever_node_dies(string agent)
    {
        using var dying = new FakeNode("dying") { Before = exchange => exchange > 3 ? throw new IOException("dead") : Task.CompletedTask };
        using var well = new FakeNode("well");
        using var late = new FakeNode("late");
        string there = ground.Train($"dying-{agent}", agent, new FakeCluster(asked => asked == 0 ? [dying] : asked < 4 ? [well] : [well, late]));
        Assert.Contains("policy.safetensors", TrainingGround.FilesOf(there));
        TrainingGround.AssertSame(ground.Here(agent), there);
        Assert.True(well.Work.Describe().Done + late.Work.Describe().Done > 0);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void A_training_that_is_stopped_again_and_again_goes_on_to_the_same_bytes(string agent)
    {
        string name = $"stopped-{agent}";
        // In rounds and in validations.
        foreach (int at in (int[])[2, 5, 9, 12, 17])
        {
            using var stop = new CancellationTokenSource();
            using var stopping = new FakeNode($"stopping-{at}", cores: 2) { Before = exchange => exchange == at ? stop.CancelAsync() : Task.CompletedTask };
            Assert.Throws<StudyStoppedException>(() => ground.Train(name, agent, new FakeCluster(_ => [stopping]), stop.Token));
        }
        using var node = new FakeNode("node", cores: 2);
        TrainingGround.AssertSame(ground.Here(agent), ground.Train(name, agent, new FakeCluster(_ => [node])));
    }

    [Fact]
    public void A_training_whose_nodes_are_gone_goes_on_where_it_was()
    {
        using var dying = new FakeNode("dying") { Before = exchange => exchange > 8 ? throw new IOException("dead") : Task.CompletedTask };
        Assert.Throws<IOException>(() => ground.Train(
            "gone", "dqn", new FakeCluster(asked => asked < 4 ? [dying] : []) { Patience = TimeSpan.FromSeconds(1) }));
        using var node = new FakeNode("node");
        TrainingGround.AssertSame(ground.Here("dqn"), ground.Train("gone", "dqn", new FakeCluster(_ => [node])));
    }

    [Fact]
    public void A_training_ends_at_an_episode_that_ends_its_nodes_and_goes_on_from_there()
    {
        using var node = new FakeNode("node");
        var cluster = new FakeCluster(_ => [node]);
        IOException lost = Assert.Throws<IOException>(() => ground.Train("lost", "imitation", new Losing(cluster, run: 6, episode: 2)));
        Assert.Equal("every worker that played episode 2 of a round ended", lost.Message);
        TrainingGround.AssertSame(ground.Here("imitation"), ground.Train("lost", "imitation", cluster));
    }

    [Fact]
    public void An_agent_whose_episodes_cannot_be_played_elsewhere_is_refused()
    {
        var faults = new Faults();
        Parts parts = StudyParts.Create().With(new Homebound());
        TrainingRun.CheckNodes(LoadedEnvironment.Read(ground.Environment.Source, parts, new MixedTableFeaturizer()), "homebound", faults);
        Assert.Equal(
            ["cluster: agent homebound is trained on this machine alone; leave --cluster out, or use dqn, policy-gradient, imitation, evolution"],
            Assert.Throws<InvalidInputException>(faults.ThrowIfAny).Faults);
    }

    [Fact]
    public void A_cross_validation_is_the_same_bytes_with_a_protocol_of_its_own()
    {
        using var node = new FakeNode("node", cores: 2);
        string there = ground.CrossValidate("there", "imitation", new FakeCluster(_ => [node]));
        TrainingGround.AssertSame(ground.CrossValidate("here", "imitation", null), there);
        Assert.True(node.Work.Describe().Done > 2 * 2 * 7);
    }

    [Theory]
    [InlineData("evolution")]
    [InlineData("policy-gradient")]
    public void A_tuning_that_is_stopped_goes_on_to_the_same_bytes(string agent)
    {
        using var stop = new CancellationTokenSource();
        using var stopping = new FakeNode("stopping") { Before = exchange => exchange == 12 ? stop.CancelAsync() : Task.CompletedTask };
        using var node = new FakeNode("node", cores: 2);
        using var other = new FakeNode("other");
        Assert.Throws<StudyStoppedException>(() => ground.Tune($"there-{agent}", agent, new FakeCluster(_ => [stopping]), stop.Token));
        string there = ground.Tune($"there-{agent}", agent, new FakeCluster(_ => [node, other]));
        TrainingGround.AssertSame(ground.Tune($"here-{agent}", agent, null), there);
        Assert.Contains("best.json", TrainingGround.FilesOf(there));
        Assert.True(other.Work.Describe().Done > 0);
    }

    /// <summary>Nodes that give an episode of a run up.</summary>
    private sealed class Losing(IParcelNodes nodes, int run, int episode) : IParcelNodes
    {
        private int _runs;

        public string Words => "";

        public void Run(
            Parcel parcel, byte[] context, IReadOnlyList<int> items, Action<int, byte[]?> answered, Action<string> tell, CancellationToken cancellation)
        {
            bool loses = ++_runs == run;
            nodes.Run(parcel, context, items, (item, answer) => answered(item, loses && item == episode ? null : answer), tell, cancellation);
        }
    }

    private sealed class Homebound : AgentDescriptor<EvolutionOptions>
    {
        public override string Name => "homebound";

        public override string Description => "Stays at home.";

        public override IReadOnlyDictionary<string, TuneRange> Ranges { get; } = new Dictionary<string, TuneRange>();

        protected override IAgent Create(TrainingSetup setup, EvolutionOptions options) => throw new NotSupportedException();
    }
}
