using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Queries;

/// <summary>What is known of a row beside its score, whatever strategy chose it.</summary>
/// <param name="Uncertainty">
/// 1 - (p₁ - p₂) of the model's two largest probabilities, in [0, 1]: how near the row is to a border between classes. Source: margin, T. Scheffer, C. Decomain and S. Wrobel,
/// "Active Hidden Markov Models for Information Extraction" (2001). Null while fewer than two classes are labelled.
/// </param>
/// <param name="Difficulty">
/// How much the labels nearest to the row contradict each other, in [0, 1]: the probability that two labels drawn from the shares p among the five nearest labelled rows differ, 1 - Σ p²,
/// over its largest possible value. High where labels near the row differ, so that one label more settles little (aleatoric); low where they agree or
/// there is no reason but a lack of labels to be uncertain (epistemic). Source: k-disagreeing neighbours, M. R. Smith, T. Martinez and C. Giraud-Carrier, "An Instance Level Analysis of
/// Data Complexity" (2014), in expectation over the row's own label. Null while fewer than two classes are labelled.
/// </param>
public sealed record RowJudgement(float? Uncertainty, float? Difficulty)
{
    /// <summary>Nearest labelled rows that are looked at.</summary>
    public const int Neighbours = 5;

    private static readonly SignalSchema Margin = new([new MarginSignal()], []);

    /// <summary>Nothing is known: too few classes are labelled.</summary>
    public static RowJudgement None { get; } = new(null, null);

    /// <summary>What observes the margin of a row.</summary>
    internal static ObservationBuilder Observer() => new(Margin);

    /// <summary>Judges a row of a running episode.</summary>
    /// <param name="episode">The episode, whose learner is fitted.</param>
    /// <param name="observer">Of <see cref="Observer"/>.</param>
    /// <param name="row">Pool row.</param>
    internal static RowJudgement Of(Episode episode, ObservationBuilder observer, int row)
    {
        LearningProblem problem = episode.Problem;
        int[] labelled = [.. Enumerable.Range(0, problem.Pool.Rows).Where(other => problem.PoolLabels[other] != Dataset.Unlabelled)];
        if (labelled.Select(other => problem.PoolLabels[other]).Distinct().Count() < 2)
        {
            return None;
        }
        float margin = episode.Observe(observer, [row]).Column(0)[0];
        float[] distances = Array.ConvertAll(labelled, other => VectorMath.SquaredDistance(problem.Pool.Row(row), problem.Pool.Row(other)));
        int[] near = [.. Enumerable.Range(0, labelled.Length).OrderBy(i => distances[i]).Take(Neighbours).Select(i => problem.PoolLabels[labelled[i]])];
        double same = near.GroupBy(label => label).Sum(group => (double)group.Count() * group.Count()) / (near.Length * near.Length);
        return new RowJudgement(1 - margin, (float)((1 - same) / (1 - Fewest(near.Length, problem.Classes))));
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
