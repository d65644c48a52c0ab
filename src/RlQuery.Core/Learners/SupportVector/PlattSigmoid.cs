namespace RlQuery.Core.Learners.SupportVector;

/// <summary>P(first class | f) = 1 / (1 + exp(Slope f + Offset)) for a decision value f.</summary>
/// <param name="Slope">Negative: the larger the decision value, the more probable the first class.</param>
/// <param name="Offset">Offset.</param>
/// <remarks>
/// Source: J. Platt, "Probabilistic Outputs for Support Vector Machines" (1999), fitted as in H.-T. Lin, C.-J. Lin, R. C. Weng, "A Note on Platt's
/// Probabilistic Outputs for Support Vector Machines", Machine Learning 68 (2007), with a weight for each row.
/// </remarks>
internal readonly record struct PlattSigmoid(double Slope, double Offset)
{
    private const int MostIterations = 100;
    private const double Ridge = 1e-12;
    private const double Tolerance = 1e-12;
    private const double ShortestStep = 1e-10;

    /// <summary>Probability of the first class.</summary>
    public double Of(double decision) => Logistic(-((Slope * decision) + Offset));

    /// <summary>Fits the sigmoid to the regularised targets (N₁ + 1)/(N₁ + 2) and 1/(N₂ + 2) by Newton's method with step halving.</summary>
    /// <param name="decisions">Decision value of each row.</param>
    /// <param name="signs">1 for the first class, -1 for the second.</param>
    /// <param name="weights">Positive weight of each row.</param>
    public static PlattSigmoid Fit(ReadOnlySpan<double> decisions, ReadOnlySpan<double> signs, ReadOnlySpan<double> weights)
    {
        double first = 0;
        double second = 0;
        for (int i = 0; i < signs.Length; i++)
        {
            first += signs[i] > 0 ? weights[i] : 0;
            second += signs[i] > 0 ? 0 : weights[i];
        }
        var data = new Targets(decisions, signs, weights, (first + 1) / (first + 2), 1 / (second + 2));
        var sigmoid = new PlattSigmoid(0, Math.Log((second + 1) / (first + 1)));
        double loss = data.Loss(sigmoid);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            (double slope, double offset, double descent) = data.NewtonStep(sigmoid);
            double length = descent < Tolerance ? 0 : 1;
            for (; length >= ShortestStep; length /= 2)
            {
                var next = new PlattSigmoid(sigmoid.Slope - (length * slope), sigmoid.Offset - (length * offset));
                double lower = data.Loss(next);
                if (lower < loss - (1e-4 * length * descent))
                {
                    (sigmoid, loss) = (next, lower);
                    break;
                }
            }
            if (length < ShortestStep)
            {
                break;
            }
        }
        return sigmoid;
    }

    private static double Logistic(double score)
    {
        double small = Math.Exp(-Math.Abs(score));
        return score >= 0 ? 1 / (1 + small) : small / (1 + small);
    }

    private readonly ref struct Targets(
        ReadOnlySpan<double> decisions, ReadOnlySpan<double> signs, ReadOnlySpan<double> weights, double high, double low)
    {
        private readonly ReadOnlySpan<double> _decisions = decisions;
        private readonly ReadOnlySpan<double> _signs = signs;
        private readonly ReadOnlySpan<double> _weights = weights;

        public double Loss(PlattSigmoid at)
        {
            double total = 0;
            for (int i = 0; i < _decisions.Length; i++)
            {
                double score = (at.Slope * _decisions[i]) + at.Offset;
                // -t log p - (1 - t) log(1 - p) with p = 1/(1 + exp(score)), without overflow.
                total += _weights[i] * ((Target(i) * score) + Math.Max(-score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))));
            }
            return total;
        }

        // The descent is the gradient times the step.
        public (double Slope, double Offset, double Descent) NewtonStep(PlattSigmoid at)
        {
            double h11 = Ridge, h22 = Ridge, h21 = 0, g1 = 0, g2 = 0;
            for (int i = 0; i < _decisions.Length; i++)
            {
                double p = at.Of(_decisions[i]);
                double curvature = _weights[i] * p * (1 - p);
                double pull = _weights[i] * (Target(i) - p);
                h11 += _decisions[i] * _decisions[i] * curvature;
                h22 += curvature;
                h21 += _decisions[i] * curvature;
                g1 += _decisions[i] * pull;
                g2 += pull;
            }
            double determinant = (h11 * h22) - (h21 * h21);
            double slope = ((h22 * g1) - (h21 * g2)) / determinant;
            double offset = ((h11 * g2) - (h21 * g1)) / determinant;
            return (slope, offset, (g1 * slope) + (g2 * offset));
        }

        private double Target(int i) => _signs[i] > 0 ? high : low;
    }
}
