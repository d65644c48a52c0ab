using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>The state of an episode as signals see it. What several signals share is computed at most once per step, and only if one asks.</summary>
/// <remarks>Owns its buffers: spans hold until the next <see cref="Refresh"/>. Probabilities and what follows from them cover the whole pool, labelled rows too.</remarks>
public sealed class SignalContext
{
    private readonly ILearnerFactory _factory;
    private readonly RidgeCurvature _ridge;
    private readonly LabelGeometry _labels = new();
    private readonly RowLots _sampleLots = new();
    private readonly PoolGeometry _geometry = new();
    private readonly ClassGeometry _classes = new();
    private readonly ReferenceDistances _references = new();
    private float[] _probabilities = [];
    private float[] _logarithms = [];
    private float[] _entropies = [];
    private int[] _predicted = [];
    private float[] _floats = [];
    private int[] _ints = [];
    private int[] _candidates = [];
    private int _candidateCount;
    private Committee? _committee;
    private bool _begun;
    private bool _geometryKnown;
    private bool _classesStarted;
    private bool _referencesKnown;
    private bool _sampleKnown;
    private bool _committeeStarted;
    private bool _entropiesKnown;
    private bool _curvatureKnown;
    private bool _committeeKnown;
    private float _meanEntropy;

    /// <summary>Makes a context that serves one episode after another.</summary>
    /// <param name="learner">The learner of the episode; fitted by who runs the episode.</param>
    /// <param name="factory">Makes committee members of the same kind.</param>
    public SignalContext(ILearner learner, ILearnerFactory factory)
    {
        Learner = learner;
        _factory = factory;
        _ridge = new RidgeCurvature(Pool);
        Whitened = new WhitenedCandidates(this);
        WhitenedSample = new WhitenedSample(this);
    }

    /// <summary>The learner, fitted to the labelled rows.</summary>
    public ILearner Learner { get; }

    /// <summary>Labelled rows and candidates.</summary>
    public Pool Pool { get; } = new();

    /// <summary>The problem of the episode.</summary>
    public LearningProblem Problem => Pool.Problem;

    /// <summary>Seed of the episode.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Number of queries that the episode may make.</summary>
    public int Budget { get; private set; }

    /// <summary>Number of queries made, those taken for the current batch included.</summary>
    public int Queries => Pool.Labelled.Length + Pool.Pending.Length - Problem.Start.Length;

    /// <summary>Candidates shown to the strategy: pool rows, ascending.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _candidateCount);

    /// <summary>Class probabilities [pool x classes].</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities.AsSpan(0, Problem.Pool.Rows * Problem.Classes);

    /// <summary>Entropy of each pool row's probabilities, in nats divided by log(classes): in [0, 1].</summary>
    public ReadOnlySpan<float> Entropies
    {
        get
        {
            KnowEntropies();
            return _entropies.AsSpan(0, Problem.Pool.Rows);
        }
    }

    /// <summary>Most probable class of each pool row.</summary>
    public ReadOnlySpan<int> Predicted
    {
        get
        {
            KnowEntropies();
            return _predicted.AsSpan(0, Problem.Pool.Rows);
        }
    }

    /// <summary>Mean of <see cref="Entropies"/> over the candidates.</summary>
    public float MeanEntropy
    {
        get
        {
            KnowEntropies();
            return _meanEntropy;
        }
    }

    /// <summary>Mean entropy before the last label; NaN at the start or if nothing asked for it then.</summary>
    public float PreviousMeanEntropy { get; private set; } = float.NaN;

    /// <summary>Neighbours and density.</summary>
    public PoolGeometry Geometry
    {
        get
        {
            if (!_geometryKnown)
            {
                _geometry.Start(Problem, Seed);
                _geometryKnown = true;
            }
            return _geometry;
        }
    }

    /// <summary>Distances to labelled rows.</summary>
    public LabelGeometry Labels
    {
        get
        {
            _labels.Update(Pool);
            return _labels;
        }
    }

    /// <summary>Distances to the labelled rows of each class.</summary>
    public ClassGeometry Classes
    {
        get
        {
            if (!_classesStarted)
            {
                _classes.Start(Problem);
                _classesStarted = true;
            }
            _classes.Update(Pool);
            return _classes;
        }
    }

    /// <summary>Distances to a sample of the pool.</summary>
    public ReferenceDistances References
    {
        get
        {
            if (!_referencesKnown)
            {
                _references.Start(Problem, Seed);
                _referencesKnown = true;
            }
            return _references;
        }
    }

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
                    _committee.Start(Problem, Seed);
                    _committeeStarted = true;
                }
                _committee.Update(Pool);
                _committeeKnown = true;
            }
            return _committee!.Probabilities;
        }
    }

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

    /// <summary>Begins an episode: the problem's start rows are labelled. The learner is to be fitted next, then <see cref="Refresh"/> called.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="budget">Number of queries that the episode may make.</param>
    /// <param name="seed">Seed of the episode.</param>
    public void Begin(LearningProblem problem, int budget, ulong seed)
    {
        // What follows from the problem and the seed alone serves all episodes that begin anew from the same start, as rollouts do.
        bool again = _begun && seed == Seed && ReferenceEquals(problem, Problem);
        _begun = true;
        Pool.Reset(problem);
        _labels.Start(problem);
        Learner.Start(problem);
        _geometryKnown &= again;
        _classesStarted = false;
        _referencesKnown &= again;
        _sampleKnown &= again;
        _committeeStarted = false;
        _entropiesKnown = false;
        PreviousMeanEntropy = float.NaN;
        Seed = seed;
        Budget = budget;
        int rows = problem.Pool.Rows;
        if (_entropies.Length < rows)
        {
            _entropies = new float[rows];
            _predicted = new int[rows];
            _candidates = new int[rows];
        }
        if (_probabilities.Length < rows * problem.Classes)
        {
            _probabilities = new float[rows * problem.Classes];
            _logarithms = new float[rows * problem.Classes];
        }
    }

    /// <summary>Takes in a new fit of the learner: predicts the pool and forgets what followed from the old predictions.</summary>
    public void Refresh()
    {
        PreviousMeanEntropy = _entropiesKnown ? _meanEntropy : float.NaN;
        _entropiesKnown = false;
        _curvatureKnown = false;
        _committeeKnown = false;
        Whitened.Forget();
        WhitenedSample.Forget();
        Learner.Predict(Problem.Pool, _probabilities);
    }

    /// <summary>Shows candidates to the strategy.</summary>
    /// <param name="candidates">Pool rows, ascending: all of the pool's candidates or a sample of them.</param>
    public void Show(ReadOnlySpan<int> candidates)
    {
        candidates.CopyTo(_candidates);
        _candidateCount = candidates.Length;
        Whitened.Forget();
    }

    /// <summary>The probabilities of one pool row [classes].</summary>
    /// <param name="row">Pool row.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int row) => _probabilities.AsSpan(row * Problem.Classes, Problem.Classes);

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
    /// <returns>How many there are: fewer than asked for when the pool is nearly used up.</returns>
    public int Sample(Span<int> sample)
    {
        if (!_sampleKnown)
        {
            _sampleLots.Draw(Problem, SeedSequence.Child(Seed, "unlabelled sample"));
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
            if (labelled[row] == 0)
            {
                sample[count++] = row;
            }
        }
        return count;
    }

    private void KnowEntropies()
    {
        if (_entropiesKnown)
        {
            return;
        }
        _entropiesKnown = true;
        int classes = Problem.Classes;
        float scale = 1 / MathF.Log(Math.Max(2, classes));
        ReadOnlySpan<float> probabilities = Probabilities;
        Span<float> logarithms = _logarithms.AsSpan(0, probabilities.Length);
        Probability.Log(probabilities, logarithms);
        for (int i = 0, place = 0; i < Problem.Pool.Rows; i++)
        {
            float entropy = 0;
            int predicted = 0;
            float largest = probabilities[place];
            for (int k = 0; k < classes; k++, place++)
            {
                float p = probabilities[place];
                entropy -= p * logarithms[place];
                predicted = p > largest ? k : predicted;
                largest = MathF.Max(largest, p);
            }
            _entropies[i] = entropy * scale;
            _predicted[i] = predicted;
        }
        double total = 0;
        foreach (int row in Pool.Candidates)
        {
            total += _entropies[row];
        }
        _meanEntropy = Pool.Candidates.IsEmpty ? 0 : (float)(total / Pool.Candidates.Length);
    }
}
