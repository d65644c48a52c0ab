using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>A learner, its items and a query strategy in one object: ask it which items to label, teach it their answers, ask again.</summary>
/// <remarks>
/// <para>It works with any task, learner, strategy and learned policy. While there are too few answers for a learner to be unsure (see
/// <see cref="ITask.CanLearn"/>), representative items are chosen. Near-duplicates are not avoided, unlike in <see cref="QueryBatch"/>.</para>
/// <para>It remembers its updates in order. Loading a saved one repeats them and gives the same state to the last bit. Not thread-safe.</para>
/// </remarks>
public sealed class ActiveLearner
{
    private static readonly RepresentativeStrategy ColdStart = new();

    private readonly ILearnerFactory _learner;
    private readonly AnswerSpaces _spaces;
    private readonly int _budget;
    private readonly ulong _seed;
    private readonly Episode _episode;
    private readonly StrategyPlayer _chooser;
    private readonly StrategyPlayer _first = new(ColdStart);
    private readonly GivenAnswers _answers;
    private readonly List<int[]> _updates = [];

    /// <summary>Makes one that knows no answers.</summary>
    /// <param name="learner">Makes the learner that is fitted to the answers, and its committee.</param>
    /// <param name="items">The items that can be queried; see <see cref="Items.Of"/>.</param>
    /// <param name="answers">The allowed answers: <see cref="AnswerSpaces.Classes"/>, <see cref="AnswerSpaces.Numbers"/> or <see
    /// cref="AnswerSpaces.Sets"/>.</param>
    /// <param name="strategy">A heuristic or a learned policy.</param>
    /// <param name="mode">Whether each update fits the learner afresh, or takes gradient steps from its last weights.</param>
    /// <param name="budget">The budget that the strategy sees; it matters only to learned policies.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <exception cref="ArgumentException">
    /// The learner or the strategy is not for such answers, or the learner cannot continue from its last weights.
    /// </exception>
    public ActiveLearner(
        ILearnerFactory learner, Items items, AnswerSpaces answers, IQueryStrategy strategy, UpdateMode mode = UpdateMode.Refit, int budget = 100,
        ulong seed = 0)
    {
        if (learner.Predicts != answers.Task.Unit)
        {
            throw new ArgumentException($"{learner.Name} does not predict what is answered in {answers.Task.Name}", nameof(learner));
        }
        if (strategy.SignalList.Needs.Lack(answers.Task) is string lack)
        {
            throw new ArgumentException($"{strategy.Name} {lack}", nameof(strategy));
        }
        _learner = mode == UpdateMode.Refit ? learner : new ContinuedLearner(learner);
        (Items, _spaces, Strategy, Mode, _budget, _seed) = (items, answers, strategy, mode, budget, seed);
        _answers = new GivenAnswers(answers.Units.Count);
        _episode = new Episode(_learner);
        _chooser = new StrategyPlayer(strategy);
        Begin();
    }

    /// <summary>What can be asked for.</summary>
    public Items Items { get; }

    /// <summary>Who chooses.</summary>
    public IQueryStrategy Strategy { get; }

    /// <summary>How an update changes the learner.</summary>
    public UpdateMode Mode { get; }

    /// <summary>Name of the learner.</summary>
    public string LearnerName => _learner.Name;

    /// <summary>Numbers of the items whose answers are known, in the order in which they came.</summary>
    public IReadOnlyList<int> Labelled => _episode.Pool.Labelled.ToArray();

    /// <summary>The updates so far: the items of each, in order.</summary>
    internal IReadOnlyList<int[]> Updates => _updates;

    /// <summary>Chooses items to ask for. Each is marked as taken before the next is chosen. Asking again without an update gives the same items.</summary>
    /// <param name="count">Number of items, at least 1; if fewer are left, all of them.</param>
    /// <returns>Their numbers, best first.</returns>
    public int[] Query(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StrategyPlayer player = CanLearn() ? _chooser : _first;
        count = Math.Min(count, _episode.Pool.Candidates.Length);
        for (int i = 0; i < count; i++)
        {
            player.Take(_episode);
        }
        int[] chosen = _episode.Pool.Pending.ToArray();
        _episode.Return();
        return chosen;
    }

    /// <summary>Teaches classes.</summary>
    /// <param name="items">Numbers of items, each once; one whose class is known is corrected.</param>
    /// <param name="classes">Class of each, from 0.</param>
    /// <exception cref="ArgumentException">No such item or class, an item twice, or not as many classes as items; nothing is taught.</exception>
    public void Update(IReadOnlyList<int> items, IReadOnlyList<int> classes) => Teach(items, [.. classes.Select(label => (double[])[label])]);

    /// <summary>Teaches numbers.</summary>
    /// <param name="items">Numbers of items, each once; one whose number is known is corrected.</param>
    /// <param name="numbers">Number of each, finite.</param>
    /// <exception cref="ArgumentException">No such item, a number that is not finite, an item twice, or not as many numbers as items; nothing is
    /// taught.</exception>
    public void Update(IReadOnlyList<int> items, IReadOnlyList<double> numbers) => Teach(items, [.. numbers.Select(number => (double[])[number])]);

    /// <summary>Teaches sets of classes.</summary>
    /// <param name="items">Numbers of items, each once; one whose set is known is corrected.</param>
    /// <param name="sets">The classes of each; none is a set, too.</param>
    /// <exception cref="ArgumentException">No such item or class, an item twice, or not as many sets as items; nothing is taught.</exception>
    public void Update(IReadOnlyList<int> items, IReadOnlyList<IReadOnlyList<int>> sets) => Teach(items, [.. sets.Select(_spaces.Indicators)]);

    /// <summary>Predicts class probabilities.</summary>
    /// <param name="features">Rows with the items' features.</param>
    /// <param name="unit">Which class's presence, where sets are answered; else 0.</param>
    /// <returns>[rows x classes].</returns>
    public float[] PredictProbabilities(Data.FeatureMatrix features, int unit = 0)
    {
        float[] probabilities = new float[features.Rows * _spaces.Units[unit].Classes];
        _episode.Predict(features, unit, probabilities);
        return probabilities;
    }

    /// <summary>Predicts numbers.</summary>
    /// <param name="features">Rows with the items' features.</param>
    /// <returns>[rows].</returns>
    public double[] PredictNumbers(Data.FeatureMatrix features)
    {
        double[] numbers = new double[features.Rows];
        _episode.Predict(features, 0, numbers);
        return numbers;
    }

    /// <summary>Measures the learner on items whose answers are known to the caller.</summary>
    /// <param name="judge">Their features and answers.</param>
    /// <param name="metric">Metric to measure; null for the task's own, such as accuracy.</param>
    public double Score(Judge judge, IMetric? metric = null) => (metric ?? _spaces.Task.DefaultMetric).Measure(_episode.Judge(judge));

    /// <summary>The answer of an item that was taught.</summary>
    internal double[] AnswerOf(int item) => _answers.Of(item);

    /// <summary>Teaches answers in the form in which oracles give them.</summary>
    internal void Teach(IReadOnlyList<int> items, IReadOnlyList<double[]> answers)
    {
        Check(items, answers);
        bool corrects = items.Any(item => _episode.Pool.Labelled.Contains(item));
        for (int i = 0; i < items.Count; i++)
        {
            _answers.Tell(items[i], answers[i]);
        }
        if (!corrects)
        {
            _updates.Add([.. items]);
            Take(items);
            return;
        }
        // A corrected answer replaces the old one: all updates are repeated with it.
        int[] added = [.. items.Where(item => !_episode.Pool.Labelled.Contains(item))];
        if (added.Length > 0)
        {
            _updates.Add(added);
        }
        Begin();
        foreach (int[] update in _updates)
        {
            Take(update);
        }
    }

    private void Begin()
    {
        var problem = new Problem(_spaces.Task, Items, _spaces.Units, _answers, Judge.OfNothing(Items.Features.Columns, _spaces.Units), []);
        _episode.Begin(problem, _budget, _seed);
    }

    private void Take(IReadOnlyList<int> items)
    {
        foreach (int item in items)
        {
            _episode.Take(item);
        }
        _episode.Label();
    }

    private bool CanLearn() => _spaces.CanLearn([.. _episode.Pool.Labelled.ToArray().Select(_answers.Of)]);

    private void Check(IReadOnlyList<int> items, IReadOnlyList<double[]> answers)
    {
        if (items.Count != answers.Count)
        {
            throw new ArgumentException($"{answers.Count} answers to {items.Count} items; give one for each", nameof(answers));
        }
        for (int i = 0; i < items.Count; i++)
        {
            if (items[i] < 0 || items[i] >= Items.Count)
            {
                throw new ArgumentException($"item {items[i]} is not allowed; use 0..{Items.Count - 1}", nameof(items));
            }
            if (_spaces.FaultOf(answers[i]) is string fault)
            {
                throw new ArgumentException($"item {items[i]}: {fault}", nameof(answers));
            }
        }
        if (items.Distinct().Count() < items.Count)
        {
            throw new ArgumentException("an item is there twice; name each once", nameof(items));
        }
    }
}
