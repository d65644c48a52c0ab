namespace RlQuery.Core.Learners.SupportVector;

/// <summary>One distribution over several classes from the probabilities of every pair.</summary>
/// <remarks>
/// The second method of T.-F. Wu, C.-J. Lin, R. C. Weng, "Probability Estimates for Multi-class Classification by Pairwise Coupling", JMLR 5 (2004),
/// algorithm 2: minimises Σᵢ Σⱼ (rⱼᵢpᵢ - rᵢⱼpⱼ)² over distributions p.
/// </remarks>
internal static class PairwiseCoupling
{
    private const int MostIterations = 200;
    private const double Tolerance = 1e-7;

    /// <summary>Couples the probabilities.</summary>
    /// <param name="pairs">r [classes x classes]: probability of class i against class j, strictly between 0 and 1; the diagonal is not read.</param>
    /// <param name="scratch">At least classes x (classes + 1) values.</param>
    /// <param name="probabilities">Receives the distribution [classes].</param>
    public static void Couple(ReadOnlySpan<double> pairs, Span<double> scratch, Span<double> probabilities)
    {
        int classes = probabilities.Length;
        Span<double> quadratic = scratch[..(classes * classes)];
        Span<double> products = scratch.Slice(classes * classes, classes);
        Fill(pairs, classes, quadratic);
        probabilities.Fill(1.0 / classes);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double total = Multiply(quadratic, probabilities, products);
            double error = 0;
            foreach (double product in products)
            {
                error = Math.Max(error, Math.Abs(product - total));
            }
            if (error < Tolerance)
            {
                return;
            }
            for (int t = 0; t < classes; t++)
            {
                ReadOnlySpan<double> row = quadratic.Slice(t * classes, classes);
                double step = (total - products[t]) / row[t];
                double scale = 1 / (1 + step);
                total = (total + (step * ((step * row[t]) + (2 * products[t])))) * scale * scale;
                probabilities[t] += step;
                for (int j = 0; j < classes; j++)
                {
                    products[j] = (products[j] + (step * row[j])) * scale;
                    probabilities[j] *= scale;
                }
            }
        }
    }

    private static void Fill(ReadOnlySpan<double> pairs, int classes, Span<double> quadratic)
    {
        for (int t = 0; t < classes; t++)
        {
            double sum = 0;
            for (int j = 0; j < classes; j++)
            {
                if (j != t)
                {
                    double against = pairs[(j * classes) + t];
                    sum += against * against;
                    quadratic[(t * classes) + j] = -against * pairs[(t * classes) + j];
                }
            }
            quadratic[(t * classes) + t] = sum;
        }
    }

    private static double Multiply(ReadOnlySpan<double> quadratic, ReadOnlySpan<double> probabilities, Span<double> products)
    {
        double total = 0;
        for (int t = 0; t < products.Length; t++)
        {
            double product = 0;
            for (int j = 0; j < products.Length; j++)
            {
                product += quadratic[(t * products.Length) + j] * probabilities[j];
            }
            products[t] = product;
            total += product * probabilities[t];
        }
        return total;
    }
}
