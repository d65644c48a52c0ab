using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The committee of query by committee: learners of one kind on bootstraps of the labelled rows.</summary>
/// <remarks>
/// Seung, Opper and Sompolinsky, "Query by Committee" (1992), with the Bayesian bootstrap (Rubin 1981): every member weights every row by its own exponential
/// draw, which depends on the seed and the row of the data set alone. No class ever loses all its rows, and members continue from their last solution. A
/// learner that is a committee itself (<see cref="ICommittee"/>), of samples of its posterior or of heads, gives its members, and nothing is fitted.
/// </remarks>
public sealed class Committee
{
    /// <summary>Number of members on bootstraps.</summary>
    public const int Size = 5;

    private readonly ILearnerFactory _factory;
    private readonly ICommittee? _own;
    private readonly double[][] _weights = [.. Enumerable.Repeat<double[]>([], Size)];
    private ILearner[] _members = [];
    private bool _isOwn;
    private float[] _probabilities = [];
    private double[] _numbers = [];
    private ulong _seed;
    private int _length;
    private int _weighted;

    /// <summary>Makes the members.</summary>
    /// <param name="factory">Makes learners of the kind that the episode uses.</param>
    /// <param name="learner">The episode's learner, started before this is, and fitted before each <see cref="Update"/>.</param>
    public Committee(ILearnerFactory factory, ILearner learner)
    {
        _factory = factory;
        _own = learner as ICommittee;
    }

    /// <summary>Begins an episode.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="space">What may be answered.</param>
    /// <param name="seed">Draws the bootstrap weights.</param>
    public void Start(Items items, AnswerSpace space, ulong seed)
    {
        _seed = SeedSequence.Child(seed, "committee");
        _weighted = 0;
        _isOwn = _own?.Members > 1;
        if (!_isOwn && _members.Length == 0)
        {
            _members = [.. Enumerable.Range(0, Size).Select(_ => _factory.Create())];
        }
        foreach (ILearner member in _members)
        {
            member.Start(items, space);
        }
    }

    /// <summary>Class probabilities of the last <see cref="Update"/> [members x pool x classes].</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities.AsSpan(0, _length);

    /// <summary>Numbers of the last <see cref="UpdateNumbers"/> [members x pool].</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, _length);

    /// <summary>Fits every member to the labelled rows, where they are not the learner's own, and predicts the pool.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        int block = pool.Items.Features.Rows * pool.Space.Classes;
        _length = (_isOwn ? _own!.Members : Size) * block;
        if (_probabilities.Length < _length)
        {
            _probabilities = new float[_length];
        }
        if (_isOwn)
        {
            _own!.PredictMembers(pool.Items.Features, _probabilities);
            return;
        }
        ReadOnlySpan<int> labelled = pool.Labelled;
        ReadOnlySpan<double> counts = pool.WeightsOf(labelled.Length);
        for (int m = 0; m < Size; m++)
        {
            if (_weights[m].Length < labelled.Length)
            {
                Array.Resize(ref _weights[m], Math.Max(64, labelled.Length * 2));
            }
            // The number of labelled rows only grows within an episode.
            for (int i = _weighted; i < labelled.Length; i++)
            {
                _weights[m][i] = BayesianBootstrap.Weight(_seed, m, pool.Items.Rows[labelled[i]]) * (counts.IsEmpty ? 1 : counts[i]);
            }
            _members[m].Fit(labelled, pool.Labels, _weights[m].AsSpan(0, labelled.Length));
            _members[m].Predict(pool.Items.Features, _probabilities.AsSpan(m * block, block));
        }
        _weighted = labelled.Length;
    }

    /// <summary>Fits every member to numbers, and predicts the pool.</summary>
    /// <param name="pool">The pool of the episode.</param>
    /// <param name="known">Items whose numbers are known or believed.</param>
    /// <param name="numbers">Number of each.</param>
    public void UpdateNumbers(Pool pool, ReadOnlySpan<int> known, ReadOnlySpan<double> numbers)
    {
        Items items = pool.Items;
        ReadOnlySpan<double> counts = pool.WeightsOf(known.Length);
        _length = Size * items.Count;
        if (_numbers.Length < _length)
        {
            _numbers = new double[_length];
        }
        for (int m = 0; m < Size; m++)
        {
            if (_weights[m].Length < known.Length)
            {
                _weights[m] = new double[Math.Max(64, known.Length * 2)];
            }
            for (int i = 0; i < known.Length; i++)
            {
                _weights[m][i] = BayesianBootstrap.Weight(_seed, m, items.Rows[known[i]]) * (counts.IsEmpty ? 1 : counts[i]);
            }
            _members[m].Fit(known, numbers, _weights[m].AsSpan(0, known.Length));
            _members[m].Predict(items.Features, _numbers.AsSpan(m * items.Count, items.Count));
        }
    }
}
