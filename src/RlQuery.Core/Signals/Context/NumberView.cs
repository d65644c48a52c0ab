using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>
/// A regression learner's predictions of the pool, and the known answers. Each part is computed at most once per step, and only if a signal needs it.
/// </summary>
/// <remarks>
/// Items taken for the current batch count as labelled with their predictions at that time, if the task allows it; see
/// <see cref="ITask.Believes"/>.
/// </remarks>
public sealed class NumberView
{
    private readonly SignalContext _context;
    private readonly Committee _committee;
    private int[] _known = [];
    private double[] _numbers = [];
    private double[] _predictions = [];
    private double[] _variances = [];
    private double[] _distances = [];
    private int _count;
    private int _measured;
    private Parts _fresh;

    /// <summary>Makes a view.</summary>
    /// <param name="context">The state of the episode.</param>
    /// <param name="factory">Makes committee members.</param>
    internal NumberView(SignalContext context, ILearnerFactory factory)
    {
        _context = context;
        _committee = new Committee(factory, context.Learner);
    }

    [Flags]
    private enum Parts
    {
        None = 0,
        Predictions = 1,
        Variances = 2,
        Committee = 4,
    }

    /// <summary>Items whose numbers are known, then those taken for the batch being chosen, each in the order in which it came.</summary>
    public ReadOnlySpan<int> Known => _known.AsSpan(0, _count);

    /// <summary>Number of each of <see cref="Known"/>; for items that are only taken, their predictions.</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, _count);

    /// <summary>The learner's prediction of every item.</summary>
    public ReadOnlySpan<double> Predictions
    {
        get
        {
            if (Renew(Parts.Predictions))
            {
                _context.Learner.Predict(_context.Items.Features, _predictions.AsSpan(0, _context.Items.Count));
            }
            return _predictions.AsSpan(0, _context.Items.Count);
        }
    }

    /// <summary>
    /// Predictive variance of every item: the learner's posterior variance, or the committee's variance if the learner has none.
    /// </summary>
    public ReadOnlySpan<double> Variances
    {
        get
        {
            Span<double> variances = _variances.AsSpan(0, _context.Items.Count);
            if (Renew(Parts.Variances))
            {
                if (_context.Learner is IPredictiveVariance unsure)
                {
                    unsure.PredictVariances(_context.Items.Features, variances);
                }
                else
                {
                    CommitteeVariances(variances);
                }
            }
            return variances;
        }
    }

    /// <summary>Prediction of every item by each of five learners on bootstraps of the labelled items [members x items].</summary>
    public ReadOnlySpan<double> CommitteePredictions
    {
        get
        {
            if (Renew(Parts.Committee))
            {
                _committee.UpdateNumbers(_context.Pool, Known, Numbers);
            }
            return _committee.Numbers;
        }
    }

    /// <summary>Standard deviation of the committee members' predictions of an item.</summary>
    /// <param name="item">Number of the item.</param>
    public double Disagreement(int item)
    {
        ReadOnlySpan<double> values = CommitteePredictions;
        int items = _context.Items.Count;
        double mean = 0;
        for (int k = item; k < values.Length; k += items)
        {
            mean += values[k];
        }
        mean /= values.Length / items;
        double sum = 0;
        for (int k = item; k < values.Length; k += items)
        {
            double deviation = values[k] - mean;
            sum += deviation * deviation;
        }
        return Math.Sqrt(sum / (values.Length / items));
    }

    /// <summary>Distance of every item in standardised features to one of <see cref="Known"/>.</summary>
    /// <param name="known">Its place.</param>
    public ReadOnlySpan<double> Distances(int known)
    {
        FeatureMatrix features = _context.Items.Features;
        int rows = features.Rows;
        for (; _measured <= known; _measured++)
        {
            if (_distances.Length < (_measured + 1) * rows)
            {
                Array.Resize(ref _distances, Math.Max(16, 2 * (_measured + 1)) * rows);
            }
            ReadOnlySpan<float> own = features.Row(_known[_measured]);
            for (int i = 0; i < rows; i++)
            {
                _distances[(_measured * rows) + i] = Math.Sqrt(VectorMath.SquaredDistance(own, features.Row(i)));
            }
        }
        return _distances.AsSpan(known * rows, rows);
    }

    /// <summary>Begins an episode.</summary>
    internal void Begin()
    {
        int items = _context.Items.Count;
        if (_known.Length < items)
        {
            (_known, _numbers, _predictions, _variances) = (new int[items], new double[items], new double[items], new double[items]);
        }
        _count = 0;
        _measured = 0;
        _fresh = Parts.None;
        _committee.Start(_context.Items, AnswerSpace.Numbers, _context.Seed);
    }

    /// <summary>Adds the answered numbers, and drops all believed ones.</summary>
    internal void Know()
    {
        Pool pool = _context.Pool;
        pool.Labelled.CopyTo(_known);
        pool.Numbers.CopyTo(_numbers);
        _count = pool.Labelled.Length;
    }

    /// <summary>Counts the last fit's predictions of the items taken since as their answers.</summary>
    /// <returns>Whether there was any, so that the learner has to be fitted to it.</returns>
    internal bool Believe()
    {
        Pool pool = _context.Pool;
        int all = pool.Labelled.Length + pool.Pending.Length;
        if (_count == all)
        {
            return false;
        }
        for (; _count < all; _count++)
        {
            int item = pool.Pending[_count - pool.Labelled.Length];
            _numbers[_count] = Predictions[item];
            _known[_count] = item;
        }
        return true;
    }

    /// <summary>Forgets what followed from the fit before.</summary>
    internal void Forget() => _fresh = Parts.None;

    private bool Renew(Parts part)
    {
        bool stale = (_fresh & part) == 0;
        _fresh |= part;
        return stale;
    }

    private void CommitteeVariances(Span<double> variances)
    {
        for (int i = 0; i < variances.Length; i++)
        {
            double deviation = Disagreement(i);
            variances[i] = deviation * deviation;
        }
    }
}
