using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Playing;
using RlQuery.Core.Streams.Policies;
using RlQuery.Core.Streams.Sources;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Streams;

namespace RlQuery.Torch.Tests.Streams;

/// <summary>Agents that learn policies for streams.</summary>
public sealed class StreamAgentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-stream-").FullName;

    public static TheoryData<string> Agents => new(StreamTraining.Agents);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_same_seed_gives_the_same_policy_with_any_number_of_threads(string agent)
    {
        byte[] Train(string name, ulong seed, int jobs)
        {
            string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
            using IStreamAgent learning = new StreamTraining(Tasks(120), seed, jobs).Create(agent);
            for (int round = 0; round < 2; round++)
            {
                Assert.True(double.IsFinite(learning.Round(round, 2, default).ReturnMean));
            }
            learning.Save(folder);
            Assert.Equal(name, StreamPolicyFolder.Load(folder).Name);
            return File.ReadAllBytes(Path.Combine(folder, "policy.safetensors"));
        }
        byte[] first = Train("first", 1, 1);
        Assert.Equal(first, Train("second", 1, 2));
        Assert.NotEqual(first, Train("third", 2, 2));
    }

    [Fact]
    public void Evolution_improves_on_its_start()
    {
        using IStreamAgent agent = new StreamTraining(Tasks(300), 1, 2).Create("evolution");
        RoundReport[] rounds = [.. Enumerable.Range(0, 12).Select(round => agent.Round(round, 12, default))];
        Assert.True(rounds[^3..].Average(round => round.ReturnMean) > rounds[..3].Average(round => round.ReturnMean));
    }

    [Fact]
    public void A_training_can_be_cancelled()
    {
        using IStreamAgent agent = new StreamTraining(Tasks(300), 1, 1).Create("evolution");
        Assert.ThrowsAny<OperationCanceledException>(() => agent.Round(0, 1, new CancellationToken(canceled: true)));
    }

    private static StreamTasks Tasks(int items) => new()
    {
        Sources = [StreamSources.Find("clusters-steady")],
        Learners = [StreamLearners.Find("naive-bayes")],
        Rates = [0.05],
        Items = items,
    };
}
