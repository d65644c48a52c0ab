using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments;

/// <summary>
/// Active learning as an environment with Gymnasium's semantics: the observation is what the learner is unsure of, the action one candidate, the reward what
/// its label gained.
/// </summary>
/// <remarks>
/// The same seed and actions give the same observations and rewards, whatever was played before. Owns its buffers; not thread-safe: one
/// environment per thread, or <see cref="VectorEnvironment"/>.
/// </remarks>
public sealed class QueryEnvironment
{
    private readonly IProblemSource _problems;
    private readonly EpisodeOptions _options;
    private readonly IReward _reward;
    private readonly Episode _episode;
    private readonly ObservationBuilder _builder;
    private readonly Pcg64 _candidateDraws = new(0);
    private int[] _sample = [];
    private Observation? _observation;
    private double _score;
    private ulong _seed;
    private int _steps;

    /// <summary>Makes an environment.</summary>
    /// <param name="list">What is observed.</param>
    /// <param name="learner">The learner that is fitted after every batch.</param>
    /// <param name="problems">Where data sets come from.</param>
    /// <param name="options">Length, batch, candidates and score.</param>
    /// <param name="reward">A reward of its own.</param>
    /// <param name="focus">Names the candidates for which costly signals are computed; they are 0 for the others. Null to compute all.</param>
    public QueryEnvironment(
        SignalList list, ILearnerFactory learner, IProblemSource problems, EpisodeOptions options, IReward reward, ICandidateFocus? focus = null)
    {
        SignalList = list;
        _problems = problems;
        _options = options;
        _reward = reward;
        _episode = new Episode(learner);
        _builder = new ObservationBuilder(list, focus);
    }

    /// <summary>What is observed.</summary>
    public SignalList SignalList { get; }

    /// <summary>Number of steps after which an episode is truncated, as by Gymnasium's TimeLimit; no limit by default.</summary>
    public int StepLimit { get; init; } = int.MaxValue;

    /// <summary>The problem of the running episode.</summary>
    public Problem Problem => _episode.Problem;

    /// <summary>Pool rows that are labelled, in the order in which they were.</summary>
    public ReadOnlySpan<int> Labelled => _episode.Pool.Labelled;

    /// <summary>Number of labelled items that were asked for, the start included.</summary>
    public int Answered => _episode.Pool.Labelled.Length - _episode.Pool.Implied;

    /// <summary>What the queries cost so far, in the unit of the budget: their number where each costs 1.</summary>
    public double Spent => _episode.Spent;

    /// <summary>Score on the judge's items after the last fit; see <see cref="IMetric.Score"/>.</summary>
    public double Score => _score;

    /// <summary>Whether an episode is in progress: after <see cref="Reset"/> and before the end. There is then at least one candidate.</summary>
    public bool Running => _observation is not null;

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Decides the data set, the split, the start labels and all other draws.</param>
    /// <returns>The first observation. It is empty, and no episode is in progress, if the whole pool is labelled at the start.</returns>
    public Observation Reset(ulong seed)
    {
        _observation = null;
        return Begin(_problems.Draw(seed), seed);
    }

    /// <summary>Begins the episode of the last <see cref="Reset"/> again, with the same seed and the same problem.</summary>
    /// <returns>The first observation.</returns>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public Observation Restart()
    {
        _observation = null;
        return Begin(Problem, _seed);
    }

    /// <summary>Queries one candidate.</summary>
    /// <param name="action">Index of a candidate in the last observation.</param>
    /// <exception cref="InvalidOperationException">No episode runs: call <see cref="Reset"/> first.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such candidate.</exception>
    public StepResult Step(int action)
    {
        Observation seen = _observation ?? throw new InvalidOperationException("no episode runs: call Reset first");
        if (action < 0 || action >= seen.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(action), action, $"use 0..{seen.Count - 1}");
        }
        _episode.Take(seen.Rows[action]);
        _steps++;
        bool usedUp = _episode.IsOver;
        bool truncated = !usedUp && _steps >= StepLimit;
        double reward = 0;
        bool targetReached = false;
        if (_episode.IsBatchFull(_options.BatchSize) || usedUp || truncated)
        {
            double before = _score;
            _episode.Label();
            _score = _episode.Score(_options.Smoothing, _options.Metric);
            reward = _reward.Of(before, _score, _episode.Queries, out targetReached);
            // The answers of all others may follow from those of the batch.
            usedUp |= _episode.Pool.Candidates.IsEmpty;
        }
        bool terminated = usedUp || targetReached;
        Observation next = Look();
        if (terminated || truncated)
        {
            _observation = null;
        }
        var info = new StepInfo(Problem.Items.Name, _episode.Pool.Labelled.Length, _score);
        return new StepResult(next, reward, terminated, truncated && !terminated, info);
    }

    private Observation Begin(Problem problem, ulong seed)
    {
        _seed = seed;
        _episode.Begin(problem, _options.Budget, seed);
        _score = _episode.Score(_options.Smoothing, _options.Metric);
        _reward.Begin(problem, _options, seed, _score);
        _candidateDraws.Reseed(SeedSequence.Child(seed, "candidate sample"));
        _steps = 0;
        Observation first = Look();
        if (first.Count == 0)
        {
            _observation = null;
        }
        return first;
    }

    private Observation Look()
    {
        ReadOnlySpan<int> all = _episode.Candidates;
        int wanted = _options.Candidates;
        if (wanted == 0 || all.Length <= wanted)
        {
            return _observation = _episode.Observe(_builder);
        }
        if (_sample.Length < all.Length)
        {
            _sample = new int[all.Length];
        }
        // The first draws of a Fisher-Yates shuffle: a sample without replacement.
        Span<int> rows = _sample.AsSpan(0, all.Length);
        all.CopyTo(rows);
        for (int i = 0; i < wanted; i++)
        {
            int j = i + _candidateDraws.NextInt(all.Length - i);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }
        rows[..wanted].Sort();
        return _observation = _episode.Observe(_builder, rows[..wanted]);
    }
}
