using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Learners.SupportVector;

public sealed class ProbabilityTests
{
    [Fact]
    public void Sigmoids_agree_with_scikit_learns_calibration()
    {
        foreach (Sigmoid expected in Expected.Read<Sigmoid[]>("platt.json"))
        {
            var sigmoid = PlattSigmoid.Fit(expected.Decisions, expected.Signs, expected.Weights);
            Assert.Equal(expected.Slope, sigmoid.Slope, 2e-4);
            Assert.Equal(expected.Offset, sigmoid.Offset, 2e-4);
            Assert.Equal(1 / (1 + Math.Exp((0.3 * sigmoid.Slope) + sigmoid.Offset)), sigmoid.Of(0.3), 1e-14);
        }
    }

    [Fact]
    public void Coupled_probabilities_solve_the_linear_system_of_their_optimum()
    {
        foreach (Coupling expected in Expected.Read<Coupling[]>("coupling.json"))
        {
            int classes = expected.Probabilities.Length;
            double[] coupled = new double[classes];
            PairwiseCoupling.Couple(expected.Pairs, new double[classes * (classes + 1)], coupled);
            for (int k = 0; k < classes; k++)
            {
                Assert.Equal(expected.Probabilities[k], coupled[k], 1e-6);
            }
        }
    }

    [Fact]
    public void Pairs_that_agree_on_one_distribution_give_it_back()
    {
        double[] truth = [0.5, 0.3, 0.15, 0.05];
        double[] pairs = [.. from a in truth from b in truth select a / (a + b)];
        double[] coupled = new double[4];
        PairwiseCoupling.Couple(pairs, new double[20], coupled);
        Assert.All(Enumerable.Range(0, 4), k => Assert.Equal(truth[k], coupled[k], 1e-6));
    }

    private sealed record Sigmoid(double[] Decisions, double[] Signs, double[] Weights, double Slope, double Offset);

    private sealed record Coupling(double[] Pairs, double[] Probabilities);
}
