using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;

namespace RlQuery.Core.Tests.Policies;

public sealed class ScoringNetworkTests
{
    private static readonly NetworkShape Shape = new(18, 42, [64, 40]);

    [Fact]
    public void A_network_of_two_neurons_gives_what_is_worked_out_by_hand()
    {
        var file = new TensorFile();
        file.Add("layers.0.weight", [1, -1, 2, -1, 1, 0.5f], 2, 3);
        file.Add("layers.0.bias", [0.5f, 0], 2);
        file.Add("layers.1.weight", [3, -2f], 1, 2);
        file.Add("layers.1.bias", [0.25f], 1);
        var network = new ScoringNetwork(new NetworkShape(2, 1, [2]), file);
        float[] scores = new float[2];
        network.Score([4, 1, 0, 3], [-1f], scores);
        // First: relu(4 - 1 - 2 + 0.5) = 1.5 and relu(-4 + 1 - 0.5) = 0. Second: relu(-4.5) = 0 and relu(2.5) = 2.5.
        Assert.Equal([(3 * 1.5f) + 0.25f, (-2 * 2.5f) + 0.25f], scores);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(333)]
    public void Scores_are_those_of_the_layers_written_out_in_double_precision(int count)
    {
        TensorFile file = Draw(1);
        float[] candidates = Gaussian(2, count * Shape.Signals);
        float[] context = Gaussian(3, Shape.Context);
        float[] scores = Score(new ScoringNetwork(Shape, file), candidates, context);
        for (int row = 0; row < count; row++)
        {
            double[] values = [.. candidates.AsSpan(row * Shape.Signals, Shape.Signals).ToArray().Concat(context).Select(x => (double)x)];
            for (int layer = 0; layer < Shape.Layers; layer++)
            {
                float[] weight = file.Float32(NetworkShape.WeightName(layer));
                float[] bias = file.Float32(NetworkShape.BiasName(layer));
                bool last = layer == Shape.Layers - 1;
                values = [.. bias.Select((b, i) => values.Select((x, j) => x * weight[(i * values.Length) + j]).Sum() + b)
                    .Select(x => last ? x : Math.Max(0, x))];
            }
            Assert.Equal(values[0], scores[row], 1e-4);
        }
    }

    [Fact]
    public void The_order_and_number_of_candidates_change_no_score()
    {
        var network = new ScoringNetwork(Shape, Draw(4));
        float[] candidates = Gaussian(5, 200 * Shape.Signals);
        float[] context = Gaussian(6, Shape.Context);
        float[] scores = Score(network, candidates, context);
        int[] order = new Pcg64(7).Permutation(200)[..131];
        float[] moved = Score(network, [.. order.SelectMany(row => candidates.Skip(row * Shape.Signals).Take(Shape.Signals))], context);
        Assert.Equal(order.Select(row => scores[row]), moved);
    }

    [Fact]
    public void Clones_score_alike_on_several_threads_at_once()
    {
        var network = new ScoringNetwork(Shape, Draw(8));
        float[] candidates = Gaussian(9, 300 * Shape.Signals);
        float[] context = Gaussian(10, Shape.Context);
        float[] expected = Score(network, candidates, context);
        Parallel.For(0, 4, _ =>
        {
            ScoringNetwork clone = network.Clone();
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(expected, Score(clone, candidates, context));
            }
        });
    }

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var network = new ScoringNetwork(Shape, Draw(11));
        float[] candidates = Gaussian(12, 100 * Shape.Signals);
        float[] context = Gaussian(13, Shape.Context);
        float[] scores = new float[100];
        network.Score(candidates, context, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Score(candidates, context, scores);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Refuses_weights_of_another_shape_and_inputs_of_another_size()
    {
        var fault = Assert.Throws<InvalidInputException>(() => new ScoringNetwork(Shape with { Signals = 17 }, Draw(14)));
        Assert.Equal("tensors: tensor 'layers.0.weight' has shape [64, 60]; needs [64, 59]", fault.Message);
        var network = new ScoringNetwork(Shape, Draw(14));
        Assert.Throws<ArgumentException>(() => network.Score(new float[18], new float[41], new float[1]));
        Assert.Throws<ArgumentException>(() => network.Score(new float[17], new float[42], new float[1]));
    }

    private static float[] Score(ScoringNetwork network, float[] candidates, float[] context)
    {
        float[] scores = new float[candidates.Length / Shape.Signals];
        network.Score(candidates, context, scores);
        return scores;
    }

    private static TensorFile Draw(ulong seed)
    {
        var file = new TensorFile();
        for (int layer = 0; layer < Shape.Layers; layer++)
        {
            int inputs = Shape.Inputs(layer);
            int outputs = Shape.Outputs(layer);
            float scale = 1 / MathF.Sqrt(inputs);
            file.Add(NetworkShape.WeightName(layer), [.. Gaussian(seed + 100, outputs * inputs).Select(x => x * scale)], outputs, inputs);
            file.Add(NetworkShape.BiasName(layer), Gaussian(seed + 200, outputs), outputs);
        }
        return file;
    }

    private static float[] Gaussian(ulong seed, int count)
    {
        var generator = new Pcg64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)generator.NextGaussian())];
    }
}
