using MathNet.Numerics;

namespace RlQuery.Core.Statistics.Credibility;

/// <summary>The iterations of <see cref="Glad"/>.</summary>
internal sealed class GladFit
{
    private const double PriorMean = 1;
    private const int Rounds = 2;
    private const int Halvings = 20;

    private readonly Votes _votes;
    private readonly double[] _truth;
    private readonly double[] _ability;
    private readonly double[] _logEase;
    private readonly int[][] _ofAnnotator;
    private readonly int[][] _ofItem;
    private readonly List<double> _logPosteriors = [];

    /// <summary>Begins with the shares of the votes, and with annotators and items as the priors have them.</summary>
    /// <param name="votes">What was said, and what is known.</param>
    public GladFit(Votes votes)
    {
        _votes = votes;
        _truth = new double[votes.Items * votes.Classes];
        votes.FillShares(_truth);
        _ability = new double[votes.Annotators];
        _logEase = new double[votes.Items];
        Array.Fill(_ability, PriorMean);
        Array.Fill(_logEase, PriorMean);
        _ofAnnotator = Group(votes.All, votes.Annotators, vote => vote.Annotator);
        _ofItem = Group(votes.All, votes.Items, vote => vote.Item);
    }

    /// <summary>One iteration: abilities and ease under the truth so far, then the truth under them.</summary>
    /// <returns>By how much it changed the probability of an item's class at most.</returns>
    public double Improve()
    {
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < _ability.Length; i++)
            {
                Step(ref _ability[i], _ofAnnotator[i], vote => Math.Exp(_logEase[vote.Item]), logarithm: false);
            }
            for (int j = 0; j < _logEase.Length; j++)
            {
                Step(ref _logEase[j], _ofItem[j], vote => _ability[vote.Annotator], logarithm: true);
            }
        }
        double[] before = [.. _truth];
        _logPosteriors.Add(Expect());
        return before.Zip(_truth, (old, now) => Math.Abs(now - old)).Max();
    }

    public GladModel Result() => new(_votes.Classes, _truth, _ability, _logEase, _logPosteriors);

    private static int[][] Group(ReadOnlySpan<Vote> votes, int count, Func<Vote, int> key)
    {
        var groups = new List<int>[count];
        for (int k = 0; k < count; k++)
        {
            groups[k] = [];
        }
        for (int v = 0; v < votes.Length; v++)
        {
            groups[key(votes[v])].Add(v);
        }
        return Array.ConvertAll(groups, group => group.ToArray());
    }

    // Newton's step with the expected curvature, which is never of the wrong sign; halved until the expectation does not fall.
    private void Step(ref double value, int[] votes, Func<Vote, double> factor, bool logarithm)
    {
        double slope = PriorMean - value, curvature = 1;
        double scale = logarithm ? Math.Exp(value) : value;
        foreach (int v in votes)
        {
            Vote vote = _votes.All[v];
            double other = factor(vote);
            double right = SpecialFunctions.Logistic(scale * other);
            double change = logarithm ? scale * other : other;
            slope += change * (Said(vote) - right);
            curvature += change * change * right * (1 - right);
        }
        double old = Expectation(value, votes, factor, logarithm), step = slope / curvature;
        for (int halving = 0; halving < Halvings; halving++, step /= 2)
        {
            if (Expectation(value + step, votes, factor, logarithm) >= old)
            {
                value += step;
                return;
            }
        }
    }

    // What the votes and the prior say of one ability or ease, the others held fixed.
    private double Expectation(double value, int[] votes, Func<Vote, double> factor, bool logarithm)
    {
        double sum = -(value - PriorMean) * (value - PriorMean) / 2;
        double scale = logarithm ? Math.Exp(value) : value;
        foreach (int v in votes)
        {
            Vote vote = _votes.All[v];
            double score = scale * factor(vote), right = Said(vote);
            sum += (right * LogSigmoid(score)) + ((1 - right) * LogSigmoid(-score));
        }
        return sum;
    }

    private double Expect()
    {
        int classes = _votes.Classes;
        // All classes alike beforehand.
        Array.Fill(_truth, -Math.Log(classes));
        foreach (Vote vote in _votes.All)
        {
            double score = _ability[vote.Annotator] * Math.Exp(_logEase[vote.Item]);
            double right = LogSigmoid(score), wrong = LogSigmoid(-score) - Math.Log(classes - 1);
            for (int k = 0; k < classes; k++)
            {
                _truth[(vote.Item * classes) + k] += k == vote.Label ? right : wrong;
            }
        }
        double sum = _ability.Concat(_logEase).Sum(value => -(value - PriorMean) * (value - PriorMean) / 2);
        for (int item = 0; item < _votes.Items; item++)
        {
            sum += _votes.Normalise(item, _truth.AsSpan(item * classes, classes));
        }
        return sum;
    }

    // The probability that a vote is right.
    private double Said(Vote vote) => _truth[(vote.Item * _votes.Classes) + vote.Label];

    private static double LogSigmoid(double score) => score >= 0 ? -Math.Log(1 + Math.Exp(-score)) : score - Math.Log(1 + Math.Exp(score));
}
