using RlQuery.Core.Numerics;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Agents.PolicyGradient;

/// <summary>Draws from a softmax of scores. Exploration is measured by its entropy, in nats.</summary>
/// <param name="temperature">What scores are divided by.</param>
internal sealed class SoftmaxChoice(double temperature) : IActionChoice
{
    /// <inheritdoc/>
    public int Choose(ReadOnlySpan<float> scores, Pcg64 draws, out double exploration)
    {
        double[] probabilities = Softmax(scores);
        exploration = -probabilities.Sum(p => p > 0 ? p * Math.Log(p) : 0);
        double rest = draws.NextDouble();
        for (int i = 0; i < probabilities.Length - 1; i++)
        {
            rest -= probabilities[i];
            if (rest < 0)
            {
                return i;
            }
        }
        return probabilities.Length - 1;
    }

    private double[] Softmax(ReadOnlySpan<float> scores)
    {
        double[] probabilities = new double[scores.Length];
        double largest = double.NegativeInfinity;
        foreach (float score in scores)
        {
            largest = Math.Max(largest, score);
        }
        double total = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            total += probabilities[i] = Math.Exp((scores[i] - largest) / temperature);
        }
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] /= total;
        }
        return probabilities;
    }
}
