using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Tensors;

public sealed class AdamOptimizerTests
{
    public AdamOptimizerTests() => TorchRuntime.Initialize("cpu");

    [Fact]
    public void Two_hundred_steps_end_where_the_stock_optimiser_ends()
    {
        using var ours = new Regression(1);
        using var stock = new Regression(1);
        using var reference = torch.optim.Adam(stock.Network.parameters(), 0.01);
        EndTogether(ours, new AdamOptions { LearningRate = 0.01 }, stock, reference);
    }

    [Fact]
    public void Two_hundred_steps_with_weight_decay_end_where_the_stock_optimiser_ends()
    {
        using var ours = new Regression(7);
        using var stock = new Regression(7);
        using var reference = torch.optim.AdamW(stock.Network.parameters(), 0.01, weight_decay: 0.5);
        EndTogether(ours, new AdamOptions { LearningRate = 0.01, WeightDecay = 0.5 }, stock, reference);
    }

    [Fact]
    public void The_first_step_is_the_learning_rate_against_the_sign_of_the_gradient()
    {
        using var problem = new Regression(2);
        var adam = new AdamOptimizer(problem.Network.named_parameters(), new AdamOptions { LearningRate = 0.5 });
        float[] before = problem.Parameters();
        problem.Backward();
        float[] gradients = problem.Gradients();
        adam.Step();
        float[] after = problem.Parameters();
        for (int i = 0; i < before.Length; i++)
        {
            float expected = MathF.Abs(gradients[i]) > 1e-3f ? before[i] - (0.5f * MathF.Sign(gradients[i])) : after[i];
            Assert.Equal(expected, after[i], 1e-4f);
        }
    }

    [Fact]
    public void A_long_gradient_is_scaled_to_the_allowed_norm_and_a_short_one_kept()
    {
        using var problem = new Regression(3);
        problem.Backward();
        float[] gradients = problem.Gradients();
        double norm = Math.Sqrt(gradients.Sum(g => (double)g * g));

        // The first step leaves a tenth of the gradient in the mean.
        Assert.All(gradients.Zip(Means(2 * norm)), pair => Assert.Equal(pair.First / 10, pair.Second, 1e-6f));
        Assert.All(gradients.Zip(Means(norm / 4)), pair => Assert.Equal(pair.First / 40, pair.Second, 1e-6f));

        float[] Means(double allowed)
        {
            var adam = new AdamOptimizer(problem.Network.named_parameters(), new AdamOptions { MaxGradientNorm = allowed });
            adam.Step();
            AdamState state = adam.Save();
            return [.. problem.Network.named_parameters().SelectMany(entry => state.Moments[$"{entry.name}.mean"])];
        }
    }

    [Fact]
    public void Resumed_training_gives_the_bytes_of_uninterrupted_training()
    {
        var options = new AdamOptions { MaxGradientNorm = 1 };
        using var straight = new Regression(4);
        using var broken = new Regression(4);
        Train(straight, new AdamOptimizer(straight.Network.named_parameters(), options), 30);
        var first = new AdamOptimizer(broken.Network.named_parameters(), options);
        Train(broken, first, 11);
        var second = new AdamOptimizer(broken.Network.named_parameters(), options);
        second.Load(first.Save());
        Train(broken, second, 19);
        Assert.Equal(straight.Parameters(), broken.Parameters());
    }

    [Fact]
    public void A_state_of_another_network_is_refused_and_changes_nothing()
    {
        using var problem = new Regression(5);
        var adam = new AdamOptimizer(problem.Network.named_parameters(), new AdamOptions());
        Train(problem, adam, 3);
        AdamState state = adam.Save();
        var damaged = state.Moments.ToDictionary();
        damaged["2.bias.square"] = new float[7];
        Assert.Throws<ArgumentException>(() => adam.Load(new AdamState(9, damaged)));
        Assert.Equal(state.Moments["0.weight.mean"], adam.Save().Moments["0.weight.mean"]);
        Assert.Equal(3, adam.Save().Steps);
    }

    /// <summary>The stock optimiser failed after some 900 to 3300 steps of such a run.</summary>
    [Fact]
    public void Training_stands_garbage_collection_at_any_moment()
    {
        using var problem = new Regression(6);
        var adam = new AdamOptimizer(problem.Network.named_parameters(), new AdamOptions { MaxGradientNorm = 1 });
        bool done = false;
        var collector = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            Train(problem, adam, 6000);
        }
        finally
        {
            Volatile.Write(ref done, true);
            collector.Join();
        }
        Assert.Equal(6000, adam.Save().Steps);
        Assert.All(problem.Parameters(), value => Assert.True(float.IsFinite(value)));
    }

    private static void EndTogether(Regression ours, AdamOptions options, Regression stock, torch.optim.Optimizer reference)
    {
        Train(ours, new AdamOptimizer(ours.Network.named_parameters(), options), 200);
        for (int step = 0; step < 200; step++)
        {
            reference.zero_grad();
            stock.Backward();
            reference.step();
        }
        Assert.All(ours.Parameters().Zip(stock.Parameters()), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    private static void Train(Regression problem, AdamOptimizer adam, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            adam.ZeroGrad();
            problem.Backward();
            adam.Step();
        }
    }
}
