namespace RlQuery.Studies.Advice;

/// <summary>
/// How many labels drawn by lot would have done what chosen ones did: an estimate from a session's own curve and the gain that is to be expected.
/// </summary>
/// <remarks>
/// Random labels are taken to need the same multiple f of labels everywhere: their accuracy with x labels is that of the chosen ones with x / f. The multiple
/// is the one by which the mean accuracy up to the last label falls by the expected gain. The curve is made to rise first, by isotonic regression (Ayer and
/// others, "An Empirical Distribution Function for Sampling with Incomplete Information", 1955), and begins at a guess among the classes without a label.
/// </remarks>
/// <param name="Labels">Number of labels, those at the start among them.</param>
/// <param name="Random">How many random ones would have done the same; at least <paramref name="Labels"/>.</param>
/// <param name="Least">The same at the lower end of the gain's interval.</param>
/// <param name="Most">The same at its upper end; at most ten times the labels.</param>
public sealed record LabelSaving(int Labels, double Random, double Least, double Most)
{
    private const double MostMultiple = 10;
    private const int Halvings = 40;
    private const int Places = 200;

    /// <summary>Estimates it.</summary>
    /// <param name="curve">Accuracy by the number of labels, which rises; at least one point.</param>
    /// <param name="start">Number of labels before the first was chosen, below that of the last point.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="gain">The expected gain over random labels, as a mean of the accuracy over the chosen labels.</param>
    public static LabelSaving Of(IReadOnlyList<(int Labels, double Accuracy)> curve, int start, int classes, ExpectedGain gain)
    {
        double[] x = [0, .. curve.Select(point => (double)point.Labels)];
        double[] y = Rising([1.0 / classes, .. curve.Select(point => point.Accuracy)]);
        double Multiple(double by)
        {
            (double low, double high) = (1, MostMultiple);
            for (int i = 0; i < Halvings; i++)
            {
                double middle = (low + high) / 2;
                (low, high) = Loss(x, y, start, middle) < by ? (middle, high) : (low, middle);
            }
            return by > 0 ? low : 1;
        }
        return new LabelSaving(curve[^1].Labels, x[^1] * Multiple(gain.Value), x[^1] * Multiple(gain.Lower), x[^1] * Multiple(gain.Upper));
    }

    // How much lower the mean accuracy is with so many times fewer labels.
    private static double Loss(double[] x, double[] y, int start, double multiple) => Enumerable.Range(1, Places)
        .Select(place => start + ((x[^1] - start) * place / Places)).Average(labels => At(x, y, labels) - At(x, y, labels / multiple));

    private static double At(double[] x, double[] y, double place)
    {
        int right = Math.Max(1, Array.FindIndex(x, other => other >= place));
        double share = (place - x[right - 1]) / (x[right] - x[right - 1]);
        return y[right - 1] + (share * (y[right] - y[right - 1]));
    }

    // Pools adjacent violators: neighbours that fall become their mean.
    private static double[] Rising(double[] values)
    {
        var blocks = new Stack<(double Mean, int Count)>();
        foreach (double value in values)
        {
            (double mean, int count) = (value, 1);
            while (blocks.TryPeek(out (double Mean, int Count) before) && before.Mean > mean)
            {
                blocks.Pop();
                mean = ((before.Mean * before.Count) + (mean * count)) / (before.Count + count);
                count += before.Count;
            }
            blocks.Push((mean, count));
        }
        return [.. blocks.Reverse().SelectMany(block => Enumerable.Repeat(block.Mean, block.Count))];
    }
}
