using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>The state of an episode as signals see it. Values that several signals share are computed at most once per step, and only on demand.</summary>
/// <remarks>
/// Owns its buffers: spans hold until the next <see cref="Refresh"/>. Probabilities and values derived from them cover the whole pool, labelled rows included.
/// </remarks>
public sealed partial class SignalContext
{
    private readonly ILearnerFactory _factory;
    private readonly SignalContext? _first;
    private readonly RidgeCurvature _ridge;
    private readonly RowLots _sampleLots = new();
    private float[] _floats = [];
    private int[] _ints = [];
    private int[] _candidates = [];
    private int _candidateCount;
    private Committee? _committee;
    private NumberView? _numbers;
    private bool _begun;
    private bool _sampleKnown;
    private bool _committeeStarted;
    private bool _curvatureKnown;
    private bool _committeeKnown;

    /// <summary>Makes a context that serves one episode after another.</summary>
    /// <param name="learner">The learner of the episode; the caller fits it.</param>
    /// <param name="factory">Makes committee members of the same kind.</param>
    /// <param name="first">The first unit of the same items, which has measured their distances; null for the first itself.</param>
    public SignalContext(ILearner learner, ILearnerFactory factory, SignalContext? first = null)
    {
        _first = first;
        Learner = learner;
        _factory = factory;
        _ridge = new RidgeCurvature(Pool);
        Whitened = new WhitenedCandidates(this);
        WhitenedSample = new WhitenedSample(this);
        Pulls = new Pulls(this);
        LabelledInCurvature = new CurvatureRows(this);
        Gradients = new GradientDistances(this);
        _clusters = new PoolClusters(this);
        _cover = new BallCover(this);
        _frequencies = new KernelFrequencies(this);
        _posterior = new KernelPosterior(this);
        _tree = new PoolTree(this);
        _mixture = new ClusterMixture(this);
        _discriminator = new Discriminator(this);
        Uncertain = new UncertainRows(this);
        Dropout = new FeatureDropout(this);
        _pruning = new PoolPruning(this);
        Hints = new HintMachines(this);
        Bandit = new StrategyBandit(this, factory);
        Moved = new MovedPredictions(this);
        Joint = new JointLabels(this);
        Leaves = new RegressionLeaves(this);
    }

    /// <summary>The learner, fitted to the labelled rows.</summary>
    public ILearner Learner { get; }

    /// <summary>Labelled rows and candidates.</summary>
    public Pool Pool { get; } = new();

    /// <summary>What can be asked for.</summary>
    public Items Items => Pool.Items;

    /// <summary>Number of classes; 0 where numbers or texts are answered.</summary>
    public int ClassCount => Pool.Space.Classes;

    /// <summary>What errors cost; where nothing is said of it, all cost the same.</summary>
    internal ErrorCosts Errors => Items.Errors ?? ErrorCosts.Equal(ClassCount);

    /// <summary>Seed of the episode.</summary>
    public ulong Seed { get; private set; }

    /// <summary>What queries may cost: their number where each costs 1.</summary>
    public int Budget { get; private set; }

    /// <summary>Number of queries made, those taken for the current batch included.</summary>
    public int Queries => Pool.Labelled.Length - Pool.Implied + Pool.Pending.Length - Pool.Started;

    /// <summary>Candidates shown to the strategy: pool rows, ascending.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _candidateCount);

    /// <summary>Probabilities of the committee [members x pool x classes].</summary>
    public ReadOnlySpan<float> CommitteeProbabilities
    {
        get
        {
            if (!_committeeKnown)
            {
                _committee ??= new Committee(_factory, Learner);
                if (!_committeeStarted)
                {
                    _committee.Start(Items, Pool.Space, Seed);
                    _committeeStarted = true;
                }
                _committee.Update(Pool);
                _committeeKnown = true;
            }
            return _committee!.Probabilities;
        }
    }

    /// <summary>The learner's view of the pool in regression.</summary>
    /// <exception cref="InvalidOperationException">Classes are answered.</exception>
    public NumberView Numbers => Pool.Space.IsNumber ? _numbers! : throw new InvalidOperationException("classes are answered here, and no numbers");

    /// <summary>Curvature of the learner's loss, factored at the current solution; the ridge Gram matrix for a learner without.</summary>
    public ICurvature Curvature
    {
        get
        {
            ICurvature curvature = Learner as ICurvature ?? _ridge;
            if (!_curvatureKnown)
            {
                curvature.FactorHessian();
                _curvatureKnown = true;
            }
            return curvature;
        }
    }

    /// <summary>The candidates in the coordinates of <see cref="Curvature"/>.</summary>
    internal WhitenedCandidates Whitened { get; }

    /// <summary>Unlabelled rows in the coordinates of <see cref="Curvature"/>.</summary>
    internal WhitenedSample WhitenedSample { get; }

    /// <summary>Whitens the labelled rows.</summary>
    internal CurvatureRows LabelledInCurvature { get; }

    /// <summary>Products of candidates and sample.</summary>
    internal Pulls Pulls { get; }

    /// <summary>Begins an episode in which nothing is labelled yet.</summary>
    /// <param name="items">What can be asked for.</param>
    /// <param name="space">What may be answered.</param>
    /// <param name="budget">Number of queries that the episode may make.</param>
    /// <param name="seed">Seed of the episode.</param>
    public void Begin(Items items, AnswerSpace space, int budget, ulong seed)
    {
        // Values that depend only on features and seed serve all episodes that begin with the same ones, as rollouts do, and tables that are labelled row by
        // row.
        bool again = _begun && seed == Seed && ReferenceEquals(items.Features, Items.Features) && ReferenceEquals(items.Rows, Items.Rows);
        _begun = true;
        Pool.Reset(items, space);
        _labels.Start(items);
        _concepts.Start(items, again);
        _pairs.Start();
        _propagation.Start();
        _routeState?.Forget();
        Learner.Start(items, space);
        _geometryKnown &= again;
        _productsKnown &= again;
        _typicalityKnown &= again;
        _clusters.Start(again);
        StartKernels(again);
        _classesStarted = false;
        _referencesKnown &= again;
        _sampleKnown &= again;
        _committeeStarted = false;
        _entropiesKnown = false;
        PreviousMeanEntropy = float.NaN;
        Seed = seed;
        Budget = budget;
        int rows = items.Features.Rows;
        if (_entropies.Length < rows)
        {
            _entropies = new float[rows];
            _predicted = new int[rows];
            _candidates = new int[rows];
        }
        if (_probabilities.Length < rows * space.Classes)
        {
            _probabilities = new float[rows * space.Classes];
            _logarithms = new float[rows * space.Classes];
        }
        if (space.IsNumber)
        {
            _numbers ??= new NumberView(this, _factory);
            _numbers.Begin();
        }
        StartSentences();
    }

    /// <summary>Adds the answers of the taken items; the learner is fitted to them by <see cref="Fit"/>.</summary>
    /// <param name="answers">Answer of each of the pool's pending items: a class, or a number.</param>
    /// <param name="weights">What each of them counts; empty for 1.</param>
    public void Know(ReadOnlySpan<double> answers, ReadOnlySpan<double> weights = default)
    {
        Pool.LabelPending(answers, weights);
        if (Pool.Space.IsNumber)
        {
            Numbers.Know();
        }
    }

    /// <summary>Adds the texts of the taken items; the learner is fitted to them by <see cref="Fit"/>.</summary>
    /// <param name="texts">Text of each of the pool's pending items.</param>
    /// <param name="weights">What each of them counts; empty for 1.</param>
    public void Know(ReadOnlySpan<string> texts, ReadOnlySpan<double> weights = default)
    {
        Pool.LabelPending(texts, weights);
        PayPending();
    }

    /// <summary>Fits the learner to all known and believed answers.</summary>
    public void Fit()
    {
        bool isNumber = Pool.Space.IsNumber;
        ReadOnlySpan<int> known = isNumber ? Numbers.Known : Pool.Labelled;
        Learner.Fit(known, isNumber ? new Answers(Numbers.Numbers) : Pool.Answers, Pool.WeightsOf(known.Length));
        Refresh();
    }

    /// <summary>Turns taken items into candidates again.</summary>
    internal void Return()
    {
        if (Pool.Pending.IsEmpty)
        {
            return;
        }
        Pool.ReturnPending();
        ReturnSentences();
        _labels.Start(Items);
        _concepts.Forget();
        Gradients.Forget();
        _clusters.Forget();
        ReturnKernels();
        Whitened.Forget();
        WhitenedSample.Forget();
        Pulls.Forget();
        if (Pool.Space.IsNumber && Numbers.Known.Length > Pool.Labelled.Length)
        {
            Numbers.Know();
            Fit();
        }
    }

    /// <summary>Counts items taken since the last fit as labelled with their predictions, and fits the learner to them.</summary>
    internal void Believe()
    {
        if (Numbers.Believe())
        {
            Fit();
        }
    }

    /// <summary>Updates after a new fit of the learner: predicts the pool and drops all values derived from the old predictions.</summary>
    public void Refresh()
    {
        PreviousMeanEntropy = _entropiesKnown ? _meanEntropy : float.NaN;
        _entropiesKnown = false;
        _curvatureKnown = false;
        _committeeKnown = false;
        LabelledInCurvature.Forget();
        Gradients.Forget();
        RefreshKernels();
        Whitened.Forget();
        WhitenedSample.Forget();
        Pulls.Forget();
        if (Pool.Space.IsNumber)
        {
            Numbers.Forget();
        }
        else if (Pool.Space.IsText)
        {
            ForgetScores();
        }
        else
        {
            Learner.Predict(Items.Features, _probabilities);
        }
    }

    /// <summary>Shows candidates to the strategy.</summary>
    /// <param name="candidates">Pool rows, ascending: all of the pool's candidates or a sample of them.</param>
    public void Show(ReadOnlySpan<int> candidates)
    {
        candidates.CopyTo(_candidates);
        _candidateCount = candidates.Length;
        Whitened.Forget();
        Pulls.Forget();
    }

    /// <summary>Scratch for the signal that is being computed; content undefined.</summary>
    /// <param name="length">Number of values.</param>
    public Span<float> Floats(int length)
    {
        if (_floats.Length < length)
        {
            _floats = new float[length];
        }
        return _floats.AsSpan(0, length);
    }

    /// <summary>Scratch for the signal that is being computed; content undefined.</summary>
    /// <param name="length">Number of values.</param>
    public Span<int> Ints(int length)
    {
        if (_ints.Length < length)
        {
            _ints = new int[length];
        }
        return _ints.AsSpan(0, length);
    }

    /// <summary>Draws the same pool rows at every step of the episode, as far as they are still unlabelled; their order in the pool changes nothing.</summary>
    /// <param name="sample">Receives pool rows.</param>
    /// <returns>Their number: fewer than asked for when the pool is nearly used up.</returns>
    public int Sample(Span<int> sample)
    {
        if (!_sampleKnown)
        {
            _sampleLots.Draw(Items, SeedSequence.Child(Seed, "unlabelled sample"));
            _sampleKnown = true;
        }
        ReadOnlySpan<byte> labelled = Labels.Labelled;
        int count = 0;
        foreach (int row in _sampleLots.Order)
        {
            if (count == sample.Length)
            {
                break;
            }
            if (labelled[row] == 0 && Items.Made?.IsMade(row) != true)
            {
                sample[count++] = row;
            }
        }
        return count;
    }
}
