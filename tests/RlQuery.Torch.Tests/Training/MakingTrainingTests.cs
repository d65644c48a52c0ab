using RlQuery.Core;
using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

/// <summary>Agents learn whether to label a row or to make one.</summary>
public sealed class MakingTrainingTests : IDisposable
{
    private readonly TinyEnvironment _tiny = new();

    public MakingTrainingTests()
    {
        TorchRuntime.Initialize("cpu");
        _tiny.Write("environment.json", """
            {
              "training": { "synthetic": ["twonorm", "moons"] }, "split": { "poolCap": 40 }, "budget": 5,
              "make": { "perRow": 2, "price": 0.2 },
              "signals": ["margin", "made", "made-rarity", "made-surprise"], "state": ["budget-used"],
              "agents": {
                "evolution": {
                  "pairs": 2, "learningRate": 0.5, "validateEvery": 2, "validationProblems": 4, "shortlistSignal": "margin",
                  "shortlistShare": 1, "initial": { "margin": -1 }
                },
                "policy-gradient": { "problemsPerRound": 1, "episodesPerProblem": 3, "validateEvery": 0, "shortlistSignal": "margin" }
              }
            }
            """);
    }

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("evolution")]
    [InlineData("policy-gradient")]
    public void The_same_run_gives_the_same_bytes_on_any_number_of_threads_and_after_a_stop(string agent)
    {
        Dictionary<string, byte[]> expected = _tiny.Files("one", _tiny.Trainer("one", 250, agent, jobs: 1));
        Assert.Equal(expected, _tiny.Files("two", _tiny.Trainer("two", 250, agent, jobs: 3)));
        _tiny.Trainer("cut", 60, agent).Run(CancellationToken.None);
        Assert.Equal(expected, _tiny.Files("cut", _tiny.Trainer("cut", 250, agent, resume: true)));
    }

    [Fact]
    public void An_agent_that_counts_queries_is_refused()
    {
        var refused = Assert.Throws<InvalidInputException>(() => _tiny.Trainer("run", 60, "imitation"));
        Assert.Equal("agent: imitation counts queries, and made rows cost less than labels; use evolution, policy-gradient or dqn", refused.Faults[^1]);
    }
}
