using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Learns in the episode which of four rules to follow: margin, QUIRE, core-set, or any row at random.</summary>
/// <remarks>
/// Source: Hsu and Lin, "Active Learning by Learning" (2015). The reward of a label is the accuracy on all rows that were asked for, each weighted by one over
/// the probability with which it was (IW-ACC). All is a function of the labels so far: the queries are played again with a learner and a context of its own,
/// from the last one that was seen, so that an episode that is resumed goes on as it would have. There, the learner is refitted after each label.
/// </remarks>
/// <param name="context">The state of the episode.</param>
/// <param name="factory">Makes the learner.</param>
internal sealed class StrategyBandit(SignalContext context, ILearnerFactory factory)
{
    private const int Experts = 3;

    private readonly List<double> _chances = [];
    private readonly int[] _advised = new int[Experts];
    private SignalContext? _inner;
    private Exp4P? _bandit;
    private float[] _values = [];
    private bool _begun;

    /// <summary>Forgets the episode.</summary>
    public void Forget() => _begun = false;

    /// <summary>The probability with which each candidate is asked for.</summary>
    /// <param name="chances">Receives them.</param>
    public void Chances(Span<double> chances)
    {
        SignalContext inner = Replay();
        foreach (int row in context.Pool.Pending)
        {
            inner.Pool.Take(row);
        }
        inner.Show(context.Candidates);
        Advise(inner);
        chances.Fill(_bandit!.Probability(Experts) / chances.Length);
        for (int k = 0; k < Experts; k++)
        {
            chances[context.Candidates.IndexOf(_advised[k])] += _bandit.Probability(k);
        }
        inner.Return();
    }

    // Plays the queries that came since the last call.
    private SignalContext Replay()
    {
        Pool pool = context.Pool;
        SignalContext inner = _inner ??= new SignalContext(factory.Create(), factory);
        if (!_begun)
        {
            _begun = true;
            _bandit = new Exp4P(Experts + 1, Math.Max(1, context.Budget));
            _chances.Clear();
            inner.Begin(context.Items, pool.Space, context.Budget, context.Seed);
            Label(inner, 0, pool.Started + pool.Implied);
            inner.Pool.EndStart();
            inner.Fit();
        }
        while (inner.Pool.Labelled.Length < pool.Labelled.Length)
        {
            int place = inner.Pool.Labelled.Length;
            int asked = pool.Labelled[place];
            inner.Show(inner.Pool.Candidates);
            Advise(inner);
            double random = 1.0 / inner.Candidates.Length;
            Span<double> advice = [Advice(0, asked), Advice(1, asked), Advice(2, asked), random];
            double chance = 0;
            for (int k = 0; k < advice.Length; k++)
            {
                chance += advice[k] * _bandit!.Probability(k);
            }
            _chances.Add(chance);
            Label(inner, place, place + 1);
            inner.Fit();
            _bandit!.Learn(advice, chance, Reward(inner));
        }
        return inner;
    }

    private double Advice(int expert, int row) => _advised[expert] == row ? 1 : 0;

    private void Label(SignalContext inner, int first, int last)
    {
        double[] answers = new double[last - first];
        for (int i = first; i < last; i++)
        {
            inner.Pool.Take(context.Pool.Labelled[i]);
            answers[i - first] = context.Pool.Labels[i];
        }
        inner.Know(answers);
    }

    // The first choice of each expert: margin, QUIRE, core-set.
    private void Advise(SignalContext inner)
    {
        Span<float> values = Buffers.Reserve(ref _values, inner.Candidates.Length)[..inner.Candidates.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (float first, float second) = Probability.TopTwo(inner.ProbabilitiesOf(inner.Candidates[i]));
            values[i] = first - second;
        }
        _advised[0] = Least(inner, values);
        QuireFit.Fill(inner, values);
        _advised[1] = Least(inner, values);
        ReadOnlySpan<float> nearest = inner.Labels.NearestSquared;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -nearest[inner.Candidates[i]];
        }
        _advised[2] = Least(inner, values);
    }

    // Of equal ones the first row of the data set, so that places in the pool change nothing.
    private static int Least(SignalContext inner, ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            bool first = inner.Items.Rows[inner.Candidates[i]] < inner.Items.Rows[inner.Candidates[best]];
            best = values[i] < values[best] || (values[i] == values[best] && first) ? i : best;
        }
        return inner.Candidates[best];
    }

    private double Reward(SignalContext inner)
    {
        double sum = 0;
        int first = inner.Pool.Labelled.Length - _chances.Count;
        for (int i = 0; i < _chances.Count; i++)
        {
            int row = inner.Pool.Labelled[first + i];
            sum += VectorMath.ArgMax(inner.ProbabilitiesOf(row)) == inner.Pool.Labels[first + i] ? 1 / _chances[i] : 0;
        }
        return Math.Min(1, sum / (inner.Items.Count * (double)Math.Max(1, context.Budget)));
    }
}
