using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Tests.Tasks.Clustering;

/// <summary>Pairs of rows as an environment of reinforcement learning.</summary>
public sealed class ClusteringEnvironmentTests
{
    private static readonly SignalList List = SignalList.ByName(
        Known.Parts, ["margin", "link-probability", "npu"], ["neighbourhood-count", "placed-share"], ClusteringTask.Instance);

    [Fact]
    public void It_keeps_the_contract_and_ends_where_everything_follows()
    {
        ILearnerFactory learner = Known.Parts.FindLearner("pckmeans", TargetKind.Link);
        var reward = new AccuracyGainFactory().Create(new RewardSetup(learner, ClusteringTask.Instance, Balls.Strategy("random"), new RewardDefinition()));
        var problems = new OneProblem(Balls.Problem(Balls.Of(2, 8, 3, seed: 1)));
        var environment = new QueryEnvironment(List, learner, problems, new EpisodeOptions(Budget: 28), reward);
        Assert.Empty(EnvironmentChecker.Check(environment, seed: 5));
        environment.Reset(1);
        int steps = 0;
        while (environment.Running)
        {
            steps++;
            environment.Step(0);
        }
        Assert.InRange(steps, 7, 15);
        Assert.Equal(steps + 1, environment.Answered);
    }

    [Fact]
    public void The_environment_file_shows_a_policy_signals_that_the_task_has()
    {
        EnvironmentDefinition definition = EnvironmentFile.Read(Path.Combine(EnvironmentsFolder.Locate(), "clustering.json"), Known.Parts);
        Assert.Equal("clustering", definition.Task);
        Assert.InRange(definition.Evaluation.Count, 15, 100);
    }

    private sealed class OneProblem(Problem problem) : IProblemSource
    {
        public Problem Draw(ulong seed) => problem;
    }
}
