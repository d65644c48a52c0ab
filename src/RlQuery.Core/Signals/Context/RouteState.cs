using RlQuery.Core.Learners.Routing;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>What annotators said of rows, as signals of routing see it.</summary>
/// <param name="context">The state of the episode.</param>
/// <param name="beliefs">What the answers tell.</param>
internal sealed class RouteState(SignalContext context, RowBeliefs beliefs)
{
    // A class this unlikely changes nothing.
    private const double Unlikely = 1e-6;

    private (int Labelled, int Pending) _seen = (-1, -1);
    private int[] _answers = [];
    private int[] _alike = [];
    private int[] _said = [];
    private double[] _belief = [];
    private double[] _answer = [];
    private double[] _entropies = [];
    private bool _isConsensusKnown;

    private ConsensusScores? _consensus;

    private Routes Routes => context.Items.Routes!;

    /// <summary>How each annotator has answered.</summary>
    public AnnotatorRecords Records { get; } = new(context, beliefs);

    /// <summary>Forgets the episode.</summary>
    public void Forget() => _seen = (-1, -1);

    /// <summary>Counts answers; rows whose answer is on its way count as answered.</summary>
    public void Update()
    {
        if (_seen == (context.Pool.Labelled.Length, context.Pool.Pending.Length))
        {
            return;
        }
        _seen = (context.Pool.Labelled.Length, context.Pool.Pending.Length);
        int classes = context.ClassCount;
        int rows = Routes.Rows.Count;
        if (_answers.Length < rows || _said.Length < rows * classes)
        {
            (_answers, _alike, _said) = (new int[rows], new int[rows], new int[rows * classes]);
        }
        if (_belief.Length < classes)
        {
            (_belief, _answer) = (new double[classes], new double[classes]);
        }
        Array.Clear(_answers);
        Array.Clear(_alike);
        Array.Clear(_said);
        ReadOnlySpan<int> labelled = context.Pool.Labelled;
        for (int i = 0; i < labelled.Length; i++)
        {
            if (Routes.AnnotatorOf(labelled[i]) != Routes.Certain)
            {
                int row = Routes.RowOf(labelled[i]);
                _answers[row]++;
                _alike[row] = Math.Max(_alike[row], ++_said[(row * classes) + context.Pool.Labels[i]]);
            }
        }
        foreach (int item in context.Pool.Pending)
        {
            _answers[Routes.RowOf(item)]++;
        }
        FindEntropies(classes);
        Records.Update();
        _isConsensusKnown = false;
    }

    /// <summary>How sure annotators and learner are together of the class of an item's row.</summary>
    public double Consensus(int item)
    {
        _consensus ??= new ConsensusScores(context, Records);
        if (!_isConsensusKnown)
        {
            _consensus.Update();
            _isConsensusKnown = true;
        }
        return _consensus.Of(Routes.RowOf(item), context.ProbabilitiesOf(item));
    }

    /// <summary>How unlikely the learner finds the class that the answers give an item's row; 0 for a row without an answer.</summary>
    public double Suspicion(int item) =>
        Records.Label(Routes.RowOf(item)) is >= 0 and int label ? 1 - context.ProbabilitiesOf(item)[label] : 0;

    /// <summary>How many annotators were asked for an item's row.</summary>
    public int Answers(int item) => _answers[Routes.RowOf(item)];

    /// <summary>The most annotators that said the same of an item's row.</summary>
    public int Alike(int item) => _alike[Routes.RowOf(item)];

    /// <summary>The probability of each class of an item's row: by its answers, or where there is none, by the learner. Holds until the next call.</summary>
    public ReadOnlySpan<double> Belief(int item)
    {
        ReadOnlySpan<double> known = beliefs.Of(Routes.RowOf(item));
        if (!known.IsEmpty)
        {
            return known;
        }
        ReadOnlySpan<float> predicted = context.ProbabilitiesOf(item);
        for (int k = 0; k < predicted.Length; k++)
        {
            _belief[k] = predicted[k];
        }
        return _belief.AsSpan(0, predicted.Length);
    }

    /// <summary>The probability that the answer of an item will be right.</summary>
    public double Credibility(int item)
    {
        ReadOnlySpan<double> belief = Belief(item);
        int annotator = Routes.AnnotatorOf(item);
        double right = 0;
        for (int k = 0; k < belief.Length; k++)
        {
            right += belief[k] * beliefs.Confusion(annotator, k, k);
        }
        return right;
    }

    /// <summary>What the answer of an item is expected to tell of the class of its row, in nats: their mutual information.</summary>
    public double Information(int item)
    {
        ReadOnlySpan<double> belief = Belief(item);
        int annotator = Routes.AnnotatorOf(item);
        Span<double> answer = _answer.AsSpan(0, belief.Length);
        answer.Clear();
        double noise = 0;
        for (int k = 0; k < belief.Length; k++)
        {
            if (belief[k] > Unlikely)
            {
                noise += belief[k] * _entropies[(annotator * belief.Length) + k];
                for (int said = 0; said < belief.Length; said++)
                {
                    answer[said] += belief[k] * beliefs.Confusion(annotator, k, said);
                }
            }
        }
        return Math.Max(0, Entropy(answer) - noise);
    }

    // Of what each annotator says of rows of each class.
    private void FindEntropies(int classes)
    {
        int annotators = Routes.Prices.Length;
        _entropies = _entropies.Length < annotators * classes ? new double[annotators * classes] : _entropies;
        for (int place = 0; place < annotators * classes; place++)
        {
            for (int said = 0; said < classes; said++)
            {
                _answer[said] = beliefs.Confusion(place / classes, place % classes, said);
            }
            _entropies[place] = Entropy(_answer.AsSpan(0, classes));
        }
    }

    private static double Entropy(ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        foreach (double p in probabilities)
        {
            sum -= p > 0 ? p * Math.Log(p) : 0;
        }
        return sum;
    }
}
