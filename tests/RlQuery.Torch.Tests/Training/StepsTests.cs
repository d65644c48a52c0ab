using RlQuery.Torch.Tensors;
using RlQuery.Torch.Training;

namespace RlQuery.Torch.Tests.Training;

/// <summary>Training makes at most the environment steps that were asked for, of every agent and of any number.</summary>
public sealed class StepsTests : IDisposable
{
    private readonly TinyEnvironment _tiny = new();

    public StepsTests() => TorchRuntime.Initialize("cpu");

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("imitation")]
    [InlineData("evolution")]
    public void No_more_are_made_than_asked_for(string agent)
    {
        // Less than a first round, and a number of whole ones or more.
        Assert.All((long[])[60, 97, 160, 250, 433], steps =>
        {
            TrainingResult result = _tiny.Trainer($"run-{steps}", steps, agent).Run(CancellationToken.None);
            Assert.InRange(result.Steps, 1, steps);
            Assert.NotEmpty(result.Rows);
            Assert.Equal(result.Steps, result.Rows[^1].EnvSteps);
            Assert.InRange(result.Document.EnvSteps, 1, steps);
        });
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("imitation")]
    [InlineData("evolution")]
    public void A_number_that_ends_a_round_gives_the_same_as_any_up_to_the_next(string agent)
    {
        TrainingResult more = _tiny.Trainer("more", 500, agent).Run(CancellationToken.None);
        TrainingResult exact = _tiny.Trainer("exact", more.Steps, agent).Run(CancellationToken.None);
        Assert.Equal(more.Rows, exact.Rows);
        TrainingResult less = _tiny.Trainer("less", more.Steps - 1, agent).Run(CancellationToken.None);
        Assert.Equal(more.Rows.SkipLast(1), less.Rows);
    }

    [Theory]
    [InlineData("dqn")]
    [InlineData("policy-gradient")]
    [InlineData("imitation")]
    [InlineData("evolution")]
    public void A_run_that_was_cut_ends_as_a_longer_one_when_it_is_asked_for_more(string agent)
    {
        Dictionary<string, byte[]> expected = _tiny.Files("once", _tiny.Trainer("once", 500, agent));
        _tiny.Trainer("cut", 60, agent).Run(CancellationToken.None);
        var again = new Following(_ => true);
        _tiny.Trainer("cut", 60, agent, resume: true, callback: again).Run(CancellationToken.None);
        Assert.Equal(0, again.Rounds);
        Assert.Equal(expected, _tiny.Files("cut", _tiny.Trainer("cut", 500, agent, resume: true)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_least_is_one_step_of_measuring_and_one_episode(int steps)
    {
        TrainingResult result = _tiny.Trainer("run", steps).Run(CancellationToken.None);
        Assert.Equal(1 + 5, result.Steps);
        Assert.Equal([0L, 1], result.Rows.Select(row => row.Episodes));
    }
}
