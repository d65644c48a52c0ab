using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Torch.Networks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Networks;

public sealed class WeightAverageTests
{
    private const double Decay = 0.8;

    private static readonly NetworkShape Shape = new(3, 2, [4, 5]);

    public WeightAverageTests() => TorchRuntime.Initialize("cpu");

    [Fact]
    public void Before_the_first_update_it_is_the_network_and_after_it_the_updated_network()
    {
        var average = new WeightAverage(Shape, Decay);
        AssertSame(Draw(1), Written(average, Draw(1)), 0);
        Add(average, Draw(2));
        AssertSame(Draw(2), Written(average, Draw(3)), 1e-6f);
    }

    [Fact]
    public void It_is_the_mean_of_all_updates_each_weighed_by_the_decay_since_then()
    {
        var average = new WeightAverage(Shape, Decay);
        TensorFile[] updates = [.. Enumerable.Range(1, 6).Select(seed => Draw((ulong)seed))];
        foreach (TensorFile update in updates)
        {
            Add(average, update);
        }
        TensorFile written = Written(average, updates[^1]);
        double[] weights = [.. Enumerable.Range(0, 6).Select(i => Math.Pow(Decay, 5 - i))];
        Assert.All(updates[0].Names, name =>
        {
            for (int i = 0; i < written.Float32(name).Length; i++)
            {
                double mean = updates.Select((update, t) => weights[t] * update.Float32(name)[i]).Sum() / weights.Sum();
                Assert.Equal(mean, written.Float32(name)[i], 1e-6);
            }
        });
    }

    [Fact]
    public void A_saved_average_goes_on_and_a_reset_one_begins_anew()
    {
        var straight = new WeightAverage(Shape, Decay);
        var resumed = new WeightAverage(Shape, Decay);
        var checkpoint = new TensorFile();
        Add(straight, Draw(1));
        straight.Save(checkpoint, "some.");
        resumed.Load(checkpoint, "some.");
        Add(straight, Draw(2));
        Add(resumed, Draw(2));
        AssertSame(Written(straight, Draw(3)), Written(resumed, Draw(3)), 0);
        resumed.Reset();
        AssertSame(Draw(3), Written(resumed, Draw(3)), 0);
    }

    private static TensorFile Draw(ulong seed) => KaimingUniform.Draw(Shape, new Pcg64(seed));

    private static void Add(WeightAverage average, TensorFile weights)
    {
        using var network = new TorchScoringNetwork(Shape, weights, torch.CPU);
        average.Add(network);
    }

    private static TensorFile Written(WeightAverage average, TensorFile weights)
    {
        using var network = new TorchScoringNetwork(Shape, weights, torch.CPU);
        var written = new TensorFile();
        average.Write(written, "", network);
        return written;
    }

    private static void AssertSame(TensorFile expected, TensorFile actual, float tolerance)
    {
        Assert.Equal(expected.Names, actual.Names);
        Assert.All(expected.Names, name => Assert.All(
            expected.Float32(name).Zip(actual.Float32(name)), pair => Assert.Equal(pair.First, pair.Second, tolerance)));
    }
}
