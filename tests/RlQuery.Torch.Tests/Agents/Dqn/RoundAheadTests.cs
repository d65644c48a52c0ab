using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Dqn;
using RlQuery.Torch.Networks;

namespace RlQuery.Torch.Tests.Agents.Dqn;

public sealed class RoundAheadTests
{
    private static readonly NetworkShape Shape = new(2, 1, [3]);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_round_is_played_by_the_policy_before_the_updates_of_the_round_before(int jobs)
    {
        using RoundAhead<string> ahead = Make(jobs);
        Assert.Equal(["0 0 w0", "1 10 w0", "2 20 w1", "3 30 w2"], Run(ahead, 0, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void From_a_checkpoint_the_next_round_is_played_by_the_same_policy(int jobs)
    {
        using RoundAhead<string> straight = Make(jobs);
        Run(straight, 0, 3);
        var checkpoint = new TensorFile();
        straight.Save(checkpoint);
        using RoundAhead<string> resumed = Make(jobs);
        resumed.Load(checkpoint);
        Assert.Equal(Run(straight, 3, 2), Run(resumed, 3, 2));
    }

    [Fact]
    public void A_cancelled_round_is_played_again_when_it_is_asked_for_again()
    {
        using RoundAhead<string> ahead = Make(jobs: 2);
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        ahead.Begin(1, 10, Weights(0), cancel.Token);
        Assert.Throws<OperationCanceledException>(() => ahead.Take(1, 10, () => Weights(9), cancel.Token));
        Assert.Equal("1 10 w0", ahead.Take(1, 10, () => Weights(9), CancellationToken.None));
    }

    [Fact]
    public void After_a_reset_the_network_as_it_is_plays()
    {
        using RoundAhead<string> ahead = Make(jobs: 2);
        ahead.Begin(1, 10, Weights(0), CancellationToken.None);
        ahead.Reset();
        Assert.Equal("0 0 w9", ahead.Take(0, 0, () => Weights(9), CancellationToken.None));
    }

    // Before the updates of round r the network is that of r.
    private static string[] Run(RoundAhead<string> ahead, int first, int rounds) =>
    [
        .. Enumerable.Range(first, rounds).Select(round =>
        {
            string played = ahead.Take(round, 10 * round, () => Weights(round), CancellationToken.None);
            ahead.Begin(round + 1, 10 * (round + 1), Weights(round), CancellationToken.None);
            return played;
        }),
    ];

    private static RoundAhead<string> Make(int jobs) => new(Shape, jobs, (round, steps, weights, cancel) =>
    {
        cancel.ThrowIfCancellationRequested();
        string name = NetworkShape.WeightName(0);
        int network = Enumerable.Range(0, 10).Single(i => Weights(i).Float32(name).SequenceEqual(weights.Float32(name)));
        return $"{round} {steps} w{network}";
    });

    private static TensorFile Weights(int network) => KaimingUniform.Draw(Shape, new Pcg64((ulong)network));
}
