namespace RlQuery.Core.Statistics.Credibility;

/// <summary>How credible annotators are, and what is true of items, from their votes alone: each annotator has probabilities of confusing classes.</summary>
/// <remarks>
/// Source: Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm" (1979), section 3, begun from shares of the votes.
/// The priors are Dirichlet, as in Paun and others, "Comparing Bayesian Models of Annotation" (2018); EM then finds the mode of the posterior.
/// An iteration costs votes x classes.
/// </remarks>
public static class DawidSkene
{
    /// <summary>Estimates.</summary>
    /// <param name="votes">What was said, and what is known.</param>
    /// <param name="options">Priors and limits; the defaults where null.</param>
    /// <exception cref="InvalidInputException">An option is out of its range.</exception>
    public static CredibilityModel Fit(Votes votes, DawidSkeneOptions? options = null)
    {
        options ??= new DawidSkeneOptions();
        options.Check();
        int classes = votes.Classes;
        double[] truth = new double[votes.Items * classes];
        double[] next = new double[truth.Length];
        double[] confusion = new double[votes.Annotators * classes * classes];
        double[] shares = new double[classes];
        var rises = new List<double>();
        votes.FillShares(truth);
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            double[] counts = Count(votes, truth, options);
            double prior = Maximise(votes, truth, counts, options, confusion, shares);
            rises.Add(prior + Expect(votes, confusion, shares, next));
            double change = 0;
            for (int place = 0; place < truth.Length; place++)
            {
                change = Math.Max(change, Math.Abs(next[place] - truth[place]));
            }
            (truth, next) = (next, truth);
            if (change <= options.Tolerance)
            {
                break;
            }
        }
        return new CredibilityModel(votes, truth, Count(votes, truth, options), confusion, shares, rises);
    }

    // Answers that each annotator is expected to have given [annotators x true class x said class], with the prior's.
    private static double[] Count(Votes votes, double[] truth, DawidSkeneOptions options)
    {
        int classes = votes.Classes;
        double[] counts = new double[votes.Annotators * classes * classes];
        for (int row = 0; row < votes.Annotators * classes; row++)
        {
            (double right, double wrong) = options.Prior(row / classes, classes);
            counts.AsSpan(row * classes, classes).Fill(wrong);
            counts[(row * classes) + (row % classes)] = right;
        }
        foreach (Vote vote in votes.All)
        {
            for (int k = 0; k < classes; k++)
            {
                counts[(((vote.Annotator * classes) + k) * classes) + vote.Label] += truth[(vote.Item * classes) + k];
            }
        }
        return counts;
    }

    // The most probable confusion and shares; gives back the logarithm of their prior, up to a constant.
    private static double Maximise(Votes votes, double[] truth, double[] counts, DawidSkeneOptions options, double[] confusion, double[] shares)
    {
        int classes = votes.Classes;
        double prior = 0;
        for (int row = 0; row < votes.Annotators * classes; row++)
        {
            ReadOnlySpan<double> own = counts.AsSpan(row * classes, classes);
            double total = Sum(own);
            (double right, double wrong) = options.Prior(row / classes, classes);
            for (int said = 0; said < classes; said++)
            {
                // Of a class that an annotator never met, nothing is known.
                confusion[(row * classes) + said] = total > 0 ? own[said] / total : 1.0 / classes;
                prior += TimesLog(said == row % classes ? right : wrong, confusion[(row * classes) + said]);
            }
        }
        Array.Fill(shares, options.ItemsOfClass);
        for (int place = 0; place < truth.Length; place++)
        {
            shares[place % classes] += truth[place];
        }
        double all = Sum(shares);
        for (int k = 0; k < classes; k++)
        {
            shares[k] /= all;
            prior += TimesLog(options.ItemsOfClass, shares[k]);
        }
        return prior;
    }

    // The probability of each class of each item; gives back the logarithm of the votes' likelihood.
    private static double Expect(Votes votes, double[] confusion, double[] shares, double[] truth)
    {
        int classes = votes.Classes;
        double[] logShares = Array.ConvertAll(shares, Math.Log), logConfusion = Array.ConvertAll(confusion, Math.Log);
        for (int place = 0; place < truth.Length; place++)
        {
            truth[place] = logShares[place % classes];
        }
        foreach (Vote vote in votes.All)
        {
            for (int k = 0; k < classes; k++)
            {
                truth[(vote.Item * classes) + k] += logConfusion[(((vote.Annotator * classes) + k) * classes) + vote.Label];
            }
        }
        double likelihood = 0;
        for (int item = 0; item < votes.Items; item++)
        {
            likelihood += votes.Normalise(item, truth.AsSpan(item * classes, classes));
        }
        return likelihood;
    }

    private static double TimesLog(double weight, double value) => weight == 0 ? 0 : weight * Math.Log(value);

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }
        return sum;
    }
}
