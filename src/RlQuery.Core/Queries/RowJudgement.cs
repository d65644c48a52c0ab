using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>Uncertainty and difficulty of a row, whatever strategy chose it.</summary>
/// <param name="Uncertainty">
/// 1 - (p₁ - p₂) of the model's two largest probabilities, in [0, 1]: how near the row is to a border between classes. Source: margin, T. Scheffer, C. Decomain
/// and S. Wrobel, "Active Hidden Markov Models for Information Extraction" (2001). In regression, the standard deviation of the prediction over that of all
/// labels, at most 1. Of texts, 1 less the probability of a token. Null while fewer than two classes, or numbers, are labelled.
/// </param>
/// <param name="Difficulty">
/// How much the labels nearest to the row contradict each other, in [0, 1]: the probability that two labels drawn from the shares p among the five nearest
/// labelled rows differ, 1 - Σ p², over its largest possible value. High where labels near the row differ, so that one label more settles little (aleatoric);
/// low where they agree or there is no reason but a lack of labels to be uncertain (epistemic). Source: k-disagreeing neighbours, M. R. Smith, T. Martinez and
/// C. Giraud-Carrier, "An Instance Level Analysis of Data Complexity" (2014), in expectation over the row's own label. In multilabel tasks, both are means over
/// the classes, each of which is in the set or not. In regression, the standard deviation of the five nearest labels over that of all, at most 1. Null of
/// texts, and while fewer than two classes, or numbers, are labelled.
/// </param>
public sealed record RowJudgement(float? Uncertainty, float? Difficulty)
{
    /// <summary>Nearest labelled rows that are looked at.</summary>
    public const int Neighbours = 5;

    private static readonly SignalList Margin = new([new MarginSignal()], []);

    /// <summary>Nothing is known, since too few classes are labelled.</summary>
    public static RowJudgement None { get; } = new(null, null);

    /// <summary>What observes the margin of a row.</summary>
    internal static ObservationBuilder Observer() => new(Margin);

    /// <summary>Judges a row of a running episode.</summary>
    /// <param name="episode">The episode, whose learner is fitted.</param>
    /// <param name="observer">Of <see cref="Observer"/>.</param>
    /// <param name="row">Pool row.</param>
    internal static RowJudgement Of(Episode episode, ObservationBuilder observer, int row)
    {
        Pool pool = episode.Pool;
        int[] labelled = pool.Labelled.ToArray();
        return pool.Space.IsText ? OfText(episode, row, labelled)
            : pool.Space.IsNumber ? OfNumber(episode, row, labelled)
            : OfClass(episode, observer, row, labelled);
    }

    private static RowJudgement OfClass(Episode episode, ObservationBuilder observer, int row, int[] labelled)
    {
        int[][] units = [.. Enumerable.Range(0, episode.Problem.Units.Count).Select(unit => episode.Labels(unit).ToArray())];
        if (units.All(labels => labels.Distinct().Count() < 2))
        {
            return None;
        }
        float margin = episode.Observe(observer, [row]).Column(0)[0];
        return new RowJudgement(1 - margin, (float)units.Average(labels => Contradiction(episode, row, labelled, labels)));
    }

    private static double Contradiction(Episode episode, int row, int[] labelled, int[] labels)
    {
        int[] near = Nearest(episode.Problem.Items.Features, row, labelled, labels);
        double same = near.GroupBy(label => label).Sum(group => (double)group.Count() * group.Count()) / (near.Length * near.Length);
        return (1 - same) / (1 - Fewest(near.Length, episode.Pool.Space.Classes));
    }

    // How unsure the learner is of a token. Texts nearby are hardly ever the same.
    private static RowJudgement OfText(Episode episode, int row, int[] labelled) => labelled.Length == 0
        ? None : new RowJudgement((float)(1 - Math.Exp(episode.Sentences.Scores[row])), null);

    // How unsure the learner is, and how much the labels nearby differ, in standard deviations of all labels.
    private static RowJudgement OfNumber(Episode episode, int row, int[] labelled)
    {
        double[] numbers = episode.Pool.Numbers.ToArray();
        double spread = Deviation(numbers);
        if (!(spread > 0))
        {
            return None;
        }
        double unsure = Math.Sqrt(episode.Numbers.Variances[row]) / spread;
        double[] near = Nearest(episode.Problem.Items.Features, row, labelled, numbers);
        return new RowJudgement((float)Math.Min(1, unsure), (float)Math.Min(1, Deviation(near) / spread));
    }

    private static T[] Nearest<T>(FeatureMatrix features, int row, int[] labelled, T[] answers)
    {
        float[] distances = Array.ConvertAll(labelled, other => VectorMath.SquaredDistance(features.Row(row), features.Row(other)));
        return [.. Enumerable.Range(0, labelled.Length).OrderBy(i => distances[i]).ThenBy(i => labelled[i]).Take(Neighbours).Select(i => answers[i])];
    }

    private static double Deviation(double[] numbers)
    {
        if (numbers.Length < 2)
        {
            return 0;
        }
        double mean = numbers.Average();
        return Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
    }

    // The smallest Σ p² of so many labels: as evenly over the classes as they can be dealt.
    private static double Fewest(int count, int classes)
    {
        int share = count / classes;
        int over = count % classes;
        double sum = ((double)over * (share + 1) * (share + 1)) + ((double)(classes - over) * share * share);
        return sum / ((double)count * count);
    }
}
