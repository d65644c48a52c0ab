using MathNet.Numerics.LinearAlgebra;

namespace RlQuery.Studies.Distillation;

/// <summary>Fits the weights of a gated linear network to a policy's scores, by least squares.</summary>
/// <remarks>
/// A choice depends on the order of scores within a state alone, so scores are centred there, and each state is weighted by the inverse variance of its scores.
/// A gated linear teacher is met exactly, up to the ridge. Source: A. E. Hoerl and R. W. Kennard, "Ridge Regression", Technometrics 12 (1970).
/// </remarks>
internal static class RuleFit
{
    // Relative to the mean of the diagonal: large enough for signals that say the same, too small to be seen in a weight.
    private const double Ridge = 1e-6;

    /// <summary>The weights.</summary>
    /// <param name="states">What is fitted.</param>
    /// <param name="signals">F.</param>
    /// <param name="stateValues">G.</param>
    /// <returns>
    /// Row-major [F x (1 + G)], scaled so that scores have a standard deviation of about 1 over a shortlist; zeros where there is no state.
    /// </returns>
    public static float[] Fit(IReadOnlyList<TeacherState> states, int signals, int stateValues)
    {
        int width = 1 + stateValues;
        int count = signals * width;
        if (states.Count == 0)
        {
            return new float[count];
        }
        Matrix<double> products = Matrix<double>.Build.Dense(count, count);
        Vector<double> targets = Vector<double>.Build.Dense(count);
        double[] own = new double[signals * signals];
        double[] sums = new double[signals];
        foreach (TeacherState state in states)
        {
            Accumulate(state, signals, own, sums);
            double[] gate = [1, .. state.State.Select(value => (double)value)];
            for (int row = 0; row < count; row++)
            {
                (int j, double weight) = (row / width, gate[row % width]);
                targets[row] += sums[j] * weight;
                for (int column = 0; column < count; column++)
                {
                    products[row, column] += own[(j * signals) + (column / width)] * weight * gate[column % width];
                }
            }
        }
        double ridge = Ridge * products.Diagonal().Sum() / count;
        for (int i = 0; i < count; i++)
        {
            products[i, i] += ridge;
        }
        Vector<double> weights = products.Cholesky().Solve(targets);
        double spread = states.Average(state => Spread(state, weights, signals));
        return [.. weights.Select(weight => (float)(spread > 0 ? weight / spread : 0))];
    }

    // Root mean square of the rule's scores in a state: their mean over the shortlist is 0.
    private static double Spread(TeacherState state, Vector<double> weights, int signals)
    {
        int width = 1 + state.State.Length;
        double squares = 0;
        for (int i = 0; i < state.Scores.Length; i++)
        {
            double score = 0;
            for (int j = 0; j < signals; j++)
            {
                double own = weights[j * width];
                for (int k = 1; k < width; k++)
                {
                    own += weights[(j * width) + k] * state.State[k - 1];
                }
                score += own * state.Signals[(i * signals) + j];
            }
            squares += score * score;
        }
        return Math.Sqrt(squares / state.Scores.Length);
    }

    // Within a state all products of signals are summed up before the state's values multiply them.
    private static void Accumulate(TeacherState state, int signals, double[] products, double[] targets)
    {
        Array.Clear(products);
        Array.Clear(targets);
        double weight = 1 / (state.Deviation * state.Deviation);
        for (int i = 0; i < state.Scores.Length; i++)
        {
            ReadOnlySpan<float> row = state.Signals.AsSpan(i * signals, signals);
            for (int j = 0; j < signals; j++)
            {
                targets[j] += weight * row[j] * state.Scores[i];
                for (int k = 0; k < signals; k++)
                {
                    products[(j * signals) + k] += weight * row[j] * row[k];
                }
            }
        }
    }
}
