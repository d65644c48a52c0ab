using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics.OffPolicy;

namespace RlQuery.Core.Tests.Statistics.OffPolicy;

/// <summary>A bandit whose truth is exact: the reward of every action is known.</summary>
internal sealed class Bandit
{
    private const int Actions = 6;

    private Bandit(LoggedDecision[] decisions, double[][] rewards, double[][] target) => (Decisions, Rewards, Target) = (decisions, rewards, target);

    public LoggedDecision[] Decisions { get; }

    /// <summary>Expected reward of each action [decisions][actions].</summary>
    public double[][] Rewards { get; }

    /// <summary>What another policy takes [decisions][actions]: the action with the largest first feature.</summary>
    public double[][] Target { get; }

    /// <summary>The other policy's expected reward in these contexts.</summary>
    public double Truth => Enumerable.Range(0, Rewards.Length).Average(i => Rewards[i].Zip(Target[i], (reward, share) => reward * share).Sum());

    /// <summary>Draws decisions of a log that takes the action with the largest second feature, softened.</summary>
    /// <param name="bent">Weight of a part of the reward that no linear model has.</param>
    public static Bandit Draw(int count, double epsilon, double bent, ulong seed)
    {
        var generator = new Pcg64(seed, "bandit");
        var decisions = new LoggedDecision[count];
        double[][] rewards = new double[count][];
        double[][] target = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[][] features = [.. Enumerable.Range(0, Actions).Select(_ => (double[])[generator.NextGaussian(), generator.NextGaussian()])];
            rewards[i] = [.. features.Select(one => 1 + (0.5 * one[0]) - (0.3 * one[1]) + (bent * one[0] * one[0]))];
            int best = Largest(features, 1);
            double[] propensities = [.. Enumerable.Range(0, Actions).Select(action => (epsilon / Actions) + (action == best ? 1 - epsilon : 0))];
            target[i] = [.. Enumerable.Range(0, Actions).Select(action => action == Largest(features, 0) ? 1.0 : 0)];
            int chosen = generator.NextDouble() < epsilon ? generator.NextInt(Actions) : best;
            decisions[i] = new LoggedDecision(propensities, chosen, rewards[i][chosen] + (0.3 * generator.NextGaussian()), features);
        }
        return new Bandit(decisions, rewards, target);
    }

    private static int Largest(double[][] features, int column) =>
        Enumerable.Range(0, features.Length).MaxBy(action => features[action][column]);
}
