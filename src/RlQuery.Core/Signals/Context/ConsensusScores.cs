using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>How sure annotators and learner are together of the class of each row.</summary>
/// <remarks>
/// Source: Goh and Mueller, "ActiveLab: Active Learning with Re-Labeling by Multiple Annotators" (2023), with the weights of Goh, Tkachenko and Mueller,
/// "CROWDLAB" (2022): learner and annotators count by how much better than the commonest class they agree with the consensus. There the learner is
/// cross-validated; here it is the one of the episode, which has seen the labels.
/// </remarks>
/// <param name="context">The state of the episode.</param>
/// <param name="records">What annotators said.</param>
internal sealed class ConsensusScores(SignalContext context, AnnotatorRecords records)
{
    private const double Least = 1e-6;

    private readonly Dictionary<int, List<(int Annotator, int Said)>> _votes = [];
    private double[] _weights = [];
    private double _mean;
    private double _learner;
    private double _agreement;

    private Routes Routes => context.Items.Routes!;

    /// <summary>Finds the weights anew.</summary>
    public void Update()
    {
        _votes.Clear();
        ReadOnlySpan<int> labelled = context.Pool.Labelled;
        for (int i = 0; i < labelled.Length; i++)
        {
            if (Routes.AnnotatorOf(labelled[i]) is not Routes.Certain and int annotator)
            {
                int row = Routes.RowOf(labelled[i]);
                if (!_votes.TryGetValue(row, out List<(int, int)>? votes))
                {
                    _votes.Add(row, votes = []);
                }
                votes.Add((annotator, context.Pool.Labels[i]));
            }
        }
        Weigh([.. _votes.Where(row => row.Value.Count > 1)]);
    }

    /// <summary>The score of a row: low where another answer is worth most, in [0, 1].</summary>
    /// <param name="row">The row.</param>
    /// <param name="predicted">The learner's probabilities.</param>
    public double Of(int row, ReadOnlySpan<float> predicted)
    {
        int classes = context.ClassCount;
        List<(int Annotator, int Said)> votes = _votes.GetValueOrDefault(row, []);
        int consensus = votes.Count > 0 ? records.Label(row) : VectorMath.ArgMax(predicted);
        double sum = (_mean / classes) + (_learner * predicted[consensus]);
        double weights = _mean + _learner;
        foreach ((int annotator, int said) in votes)
        {
            sum += _weights[annotator] * (said == consensus ? _agreement : (1 - _agreement) / (classes - 1));
            weights += _weights[annotator];
        }
        return sum / weights;
    }

    // By the rows that several have answered; those of the start are among them.
    private void Weigh(KeyValuePair<int, List<(int Annotator, int Said)>>[] shared)
    {
        int annotators = Routes.Prices.Length;
        double[] right = new double[annotators], all = new double[annotators];
        int[] commonest = new int[context.ClassCount];
        int predicted = 0;
        foreach ((int row, List<(int Annotator, int Said)> votes) in shared)
        {
            int label = records.Label(row);
            commonest[label]++;
            predicted += VectorMath.ArgMax(context.ProbabilitiesOf(Routes.ItemOf(row))) == label ? 1 : 0;
            foreach ((int annotator, int said) in votes)
            {
                right[annotator] += said == label ? 1 : 0;
                all[annotator]++;
            }
        }
        double rows = Math.Max(1, shared.Length);
        double error = Math.Max(Least, 1 - (commonest.Max() / rows));
        _weights = [.. Enumerable.Range(0, annotators).Select(one => Math.Max(Least, 1 - ((1 - (right[one] / Math.Max(1, all[one]))) / error)))];
        _mean = _weights.Average();
        _agreement = right.Sum() / Math.Max(1, all.Sum());
        double answers = _votes.Count == 0 ? 1 : _votes.Values.Average(votes => votes.Count);
        _learner = Math.Max(Least, 1 - ((1 - (predicted / rows)) / error)) * Math.Sqrt(answers);
    }
}
