using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>Scores the candidates of one problem after another for a strategy; used by one thread at a time.</summary>
internal sealed class QueryEpisode
{
    private readonly Episode _episode;
    private ObservationBuilder _builder;
    private readonly ObservationBuilder _observer = RowJudgement.Observer();
    private readonly BlockMemory _blocks = new();
    private float[] _pool = [];
    private FeatureMatrix? _features;
    private int[]? _rows;
    private Standardizer? _standardizer;
    private float[] _scores = [];

    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="strategy">Who scores.</param>
    public QueryEpisode(ILearnerFactory learner, IQueryStrategy strategy)
    {
        _episode = new Episode(learner);
        _builder = new ObservationBuilder(strategy.SignalList);
        Strategy = strategy;
    }

    public Problem Problem => _episode.Problem;

    /// <summary>Who scores.</summary>
    public IQueryStrategy Strategy { get; private set; }

    /// <summary>Squared distance from each pool row to its nearest labelled or taken row; holds until it is asked for again.</summary>
    public ReadOnlySpan<float> NearestSquared => _episode.NearestSquared;

    /// <summary>Begins with some rows of a table as the pool: every row with a label counts as labelled, and the learner is fitted once.</summary>
    /// <remarks>The memory of the previous pool is reused; for the same rows, so are the values derived from them.</remarks>
    public void Begin(QueryTable table, QueryPool pool, int budget, ulong seed)
    {
        int[] rows = pool.Rows;
        if (_features is null || !ReferenceEquals(rows, _rows) || !ReferenceEquals(table.Standardizer, _standardizer))
        {
            _features = table.Standardize(rows, ref _pool, _blocks);
            (_rows, _standardizer) = (rows, table.Standardizer);
        }
        Problem problem = table.ToProblem(rows, _features, pool.IsShortlist);
        _episode.Resume(problem, table.AnsweredIn(problem), budget, seed);
    }

    /// <summary>Lets another strategy score from now on; values derived from the pool are kept.</summary>
    /// <param name="strategy">Who scores.</param>
    public void Change(IQueryStrategy strategy) => (Strategy, _builder) = (strategy, new ObservationBuilder(strategy.SignalList));

    /// <summary>Marks a pool row as taken.</summary>
    public void Take(int row) => _episode.Take(row);

    /// <summary>Judges a pool row by what is labelled.</summary>
    public RowJudgement Judge(int row) => RowJudgement.Of(_episode, _observer, row);

    /// <summary>What the learner expects of a pool row.</summary>
    public Expectation Expect(int row)
    {
        int classes = Problem.Units[0].Classes;
        if (Problem.Units[0].IsNumber)
        {
            return new Expectation([], _episode.Numbers.Predictions[row], Math.Sqrt(_episode.Numbers.Variances[row]));
        }
        if (Problem.Units[0].IsText)
        {
            string[] text = [""];
            FeatureMatrix pool = Problem.Items.Features;
            _episode.Predict(new FeatureMatrix(pool.Row(row).ToArray(), 1, pool.Columns) { Texts = [Problem.Items.Texts![row]] }, 0, text);
            return new Expectation([], null, null) { Text = text[0] };
        }
        IEnumerable<int> units = Enumerable.Range(0, Problem.Units.Count);
        return Expectation.OfClasses(Problem.Task, [.. units.Select(unit => _episode.PoolProbabilities(unit).Slice(row * classes, classes).ToArray())]);
    }

    /// <summary>What the strategy sees of what is left; valid until the next call.</summary>
    public Observation Observe() => _episode.Observe(_builder);

    /// <summary>Scores what is left.</summary>
    /// <returns>What the strategy saw, and a score for each candidate; both are valid until the next call.</returns>
    public Observation Score(out Span<float> scores)
    {
        Observation observation = Observe();
        if (_scores.Length < observation.Count)
        {
            _scores = new float[observation.Count];
        }
        scores = _scores.AsSpan(0, observation.Count);
        Strategy.Score(observation, scores);
        return observation;
    }
}
