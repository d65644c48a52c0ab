using RlQuery.Core.Data;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Strategies.Regression;

/// <summary>An episode of regression as a strategy sees it: what is labelled, what may be asked for, and what the learner makes of it. The targets of candidates are not in it.</summary>
/// <remarks>
/// In the middle of a batch the rows that are taken count as labelled with what was predicted of them when they were taken (the kriging believer: D. Ginsbourger,
/// R. Le Riche and L. Carraro, "Kriging is Well-suited to Parallelize Optimization", 2010), so that a batch holds no near-duplicates. Predictions and committee are computed
/// when they are first asked for. Serves one episode after another; not thread-safe.
/// </remarks>
public sealed class RegressionView
{
    private readonly RowStates _rows = new();
    private readonly IRegressor _learner;
    private readonly RegressionCommittee _committee;
    private RegressionProblem? _problem;
    private int[] _known = [];
    private double[] _targets = [];
    private double[] _predictions = [];
    private double[] _variances = [];
    private double[] _distances = [];
    private int _measured;
    private int _fitted;
    private Parts _fresh;

    /// <summary>Makes a view.</summary>
    /// <param name="learner">Makes the learner and its committee.</param>
    internal RegressionView(IRegressorFactory learner)
    {
        _learner = learner.Create();
        _committee = new RegressionCommittee(learner);
    }

    [Flags]
    private enum Parts
    {
        None = 0,
        Predictions = 1,
        Variances = 2,
        Committee = 4,
    }

    /// <summary>Seed of the episode, for strategies that draw lots.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Standardised features of the pool [pool x features].</summary>
    public FeatureMatrix Features => _problem!.Pool;

    /// <summary>Pool rows that may be chosen, ascending.</summary>
    public ReadOnlySpan<int> Candidates => _rows.Candidates;

    /// <summary>Pool rows that are labelled, then those taken for the batch being chosen, each in the order in which it came.</summary>
    public ReadOnlySpan<int> Known => _known.AsSpan(0, _rows.Labelled.Length + _rows.Pending.Length);

    /// <summary>Target of each of <see cref="Known"/>; of rows that are only taken, what was predicted of them.</summary>
    public ReadOnlySpan<double> Targets => _targets.AsSpan(0, Known.Length);

    /// <summary>The learner's prediction of every pool row.</summary>
    public ReadOnlySpan<double> Predictions
    {
        get
        {
            if (Renew(Parts.Predictions))
            {
                FittedLearner().Predict(Features, _predictions);
            }
            return _predictions;
        }
    }

    /// <summary>How unsure the learner is of its prediction of every pool row: its posterior variance; of a learner that knows none, the committee's variance.</summary>
    public ReadOnlySpan<double> Variances
    {
        get
        {
            if (Renew(Parts.Variances))
            {
                if (FittedLearner() is IPredictiveVariance unsure)
                {
                    unsure.PredictVariances(Features, _variances);
                }
                else
                {
                    CommitteeVariances();
                }
            }
            return _variances;
        }
    }

    /// <summary>What each of five learners on bootstraps of the labelled rows predicts of every pool row [members x pool].</summary>
    public ReadOnlySpan<double> CommitteePredictions
    {
        get
        {
            if (Renew(Parts.Committee))
            {
                _committee.Update(Known, Targets);
            }
            return _committee.Values;
        }
    }

    /// <summary>Number of rows of which the target was asked for, those of the start included.</summary>
    internal int LabelCount => _rows.Labelled.Length;

    /// <summary>Distance of every pool row in standardised features to one of <see cref="Known"/>.</summary>
    /// <param name="known">Its place.</param>
    public ReadOnlySpan<double> Distances(int known)
    {
        int rows = Features.Rows;
        for (; _measured <= known; _measured++)
        {
            if (_distances.Length < (_measured + 1) * rows)
            {
                Array.Resize(ref _distances, Math.Max(16, 2 * (_measured + 1)) * rows);
            }
            ReadOnlySpan<float> own = Features.Row(_known[_measured]);
            for (int i = 0; i < rows; i++)
            {
                _distances[(_measured * rows) + i] = Math.Sqrt(VectorMath.SquaredDistance(own, Features.Row(i)));
            }
        }
        return _distances.AsSpan(known * rows, rows);
    }

    /// <summary>Begins an episode with the problem's start labels.</summary>
    internal void Begin(RegressionProblem problem, ulong seed)
    {
        _problem = problem;
        Seed = seed;
        int rows = problem.Pool.Rows;
        (_known, _targets, _predictions, _variances) = (new int[rows], new double[rows], new double[rows], new double[rows]);
        _measured = 0;
        _rows.Reset(rows);
        _learner.Start(problem);
        _committee.Start(problem, seed);
        foreach (int row in problem.Start)
        {
            _known[_rows.Pending.Length] = row;
            _rows.Take(row);
        }
        Label();
    }

    /// <summary>Takes a candidate for the current batch; its target is not looked at yet.</summary>
    /// <param name="row">One of <see cref="Candidates"/>.</param>
    /// <param name="more">Whether another one will be chosen before the batch is labelled: only then is its prediction needed.</param>
    internal void Take(int row, bool more)
    {
        int place = Known.Length;
        double predicted = more ? Predictions[row] : 0;
        _rows.Take(row);
        _known[place] = row;
        _targets[place] = predicted;
        _fresh = Parts.None;
    }

    /// <summary>Ends the batch: the targets of the taken rows are known from now on.</summary>
    internal void Label()
    {
        for (int i = _rows.Labelled.Length; i < Known.Length; i++)
        {
            _targets[i] = _problem!.PoolTargets[_known[i]];
        }
        _rows.LabelPending();
        _fitted = -1;
        _fresh = Parts.None;
    }

    /// <summary>The learner's predictions of the problem's test rows.</summary>
    internal void PredictTest(Span<double> values) => FittedLearner().Predict(_problem!.Test, values);

    // Within a batch the number of known rows tells whether the learner has seen them all; at its end, when their labels are known, it is fitted in any case.
    private IRegressor FittedLearner()
    {
        if (_fitted != Known.Length)
        {
            _learner.Fit(Known, Targets, []);
            _fitted = Known.Length;
        }
        return _learner;
    }

    private bool Renew(Parts part)
    {
        bool stale = (_fresh & part) == 0;
        _fresh |= part;
        return stale;
    }

    private void CommitteeVariances()
    {
        ReadOnlySpan<double> values = CommitteePredictions;
        int rows = Features.Rows;
        for (int i = 0; i < rows; i++)
        {
            double deviation = Disagreement(values, i, rows);
            _variances[i] = deviation * deviation;
        }
    }

    /// <summary>Standard deviation of what the members predict of a pool row.</summary>
    internal static double Disagreement(ReadOnlySpan<double> values, int row, int rows)
    {
        double mean = 0;
        for (int k = row; k < values.Length; k += rows)
        {
            mean += values[k];
        }
        mean /= values.Length / rows;
        double sum = 0;
        for (int k = row; k < values.Length; k += rows)
        {
            double deviation = values[k] - mean;
            sum += deviation * deviation;
        }
        return Math.Sqrt(sum / (values.Length / rows));
    }
}
