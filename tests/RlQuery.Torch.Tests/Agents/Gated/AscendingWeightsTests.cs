using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Tests.Agents.Gated;

public sealed class AscendingWeightsTests
{
    [Fact]
    public void The_average_weighs_steps_by_how_recent_they_are()
    {
        var weights = new AscendingWeights([0, 0], [1, 1], momentum: 0, averaging: 0.5, decay: 0);
        Assert.Equal([0, 0], weights.Average());
        Assert.Equal(Math.Sqrt(2.5), weights.Ascend([1, -2]), 12);
        Assert.Equal([1, -2], weights.Average());
        weights.Ascend([-1, 2]);
        Assert.Equal([0, 0], weights.Latest());
        Assert.Equal([1 / 3f, -2 / 3f], weights.Average());
    }

    [Fact]
    public void Each_weight_has_a_rate_of_its_own()
    {
        var weights = new AscendingWeights([1, 1], [0.5, 2], momentum: 0, averaging: 0, decay: 0);
        weights.Ascend([1, 1]);
        Assert.Equal([1.5f, 3], weights.Average());
    }

    [Fact]
    public void Momentum_goes_on_where_there_is_no_gradient()
    {
        var weights = new AscendingWeights([0], [1], momentum: 0.5, averaging: 0, decay: 0);
        Assert.Equal([0.5f, 0.75f, 0.875f], new double[] { 1, 0, 0 }.Select(gradient =>
        {
            weights.Ascend([gradient]);
            return weights.Latest()[0];
        }));
    }

    [Fact]
    public void Decay_leads_back_to_the_weights_of_the_start()
    {
        var weights = new AscendingWeights([3], [1], momentum: 0, averaging: 0, decay: 0.5);
        Assert.Equal([5, 4, 3.5f], new double[] { 2, 0, 0 }.Select(gradient =>
        {
            weights.Ascend([gradient]);
            return weights.Latest()[0];
        }));
    }
}
