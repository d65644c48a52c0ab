using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Routing;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments;

/// <summary>
/// The active-learning loop itself, without rewards: a learner is fitted to the start labels, items are taken, the oracle labels them together at the end of a
/// batch, and the learner is refitted. Environments, evaluations and the query command all run on it.
/// </summary>
/// <remarks>
/// The oracle is asked only for the start and the taken items. Serves one episode after another on the same buffers. Not thread-safe.
/// </remarks>
public sealed class Episode
{
    // Prices such as 0.1 do not add up exactly.
    private const double Rounding = 1e-9;

    private readonly ILearnerFactory _learner;
    private readonly Dictionary<ILearnerFactory, List<SignalContext>> _contexts = [];
    private List<SignalContext> _units;
    private Problem? _problem;
    private float[] _probabilities = [];
    private double[] _numbers = [];
    private double[] _answers = [];
    private string[] _texts = [];
    private double _labelledFor;
    private int[] _affordable = [];

    /// <summary>Makes an episode runner.</summary>
    /// <param name="learner">Makes the learner and its committee; a mix of learners draws one for each episode.</param>
    public Episode(ILearnerFactory learner)
    {
        _learner = learner;
        _units = UnitsOf(learner.Draw(0), 1);
    }

    /// <summary>The problem of the running episode.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Begin"/>.</exception>
    public Problem Problem => _problem ?? throw new InvalidOperationException("no episode runs: call Begin first");

    /// <summary>Labelled items and candidates.</summary>
    public Pool Pool => _units[0].Pool;

    /// <summary>Queries made, those of an unfinished batch included.</summary>
    public int Queries => _units[0].Queries;

    /// <summary>What the queries cost, those of an unfinished batch included, in the unit of the budget: their number where each costs 1.</summary>
    public double Spent => _units[0].Spent;

    /// <summary>Whether the budget or the candidates are used up, so that nothing can be queried.</summary>
    public bool IsOver => Spent >= _units[0].Budget || Candidates.IsEmpty;

    /// <summary>Items that may be queried: where they have prices, those that the rest of the budget pays for. Holds until it is asked for again.</summary>
    public ReadOnlySpan<int> Candidates => Problem.Items is { ArePriced: true, CostsAreHidden: false } ? Affordable() : Pool.Candidates;

    /// <summary>Total cost of the answers, start included, in the oracle's unit.</summary>
    public double Cost { get; private set; }

    /// <summary>
    /// Squared distance from each item to its nearest labelled or taken one; infinite while there is none. Holds until it is asked for again.
    /// </summary>
    public ReadOnlySpan<float> NearestSquared => _units[0].Labels.NearestSquared;

    /// <summary>Class of one unit of each labelled item, in the order of the pool's labelled ones.</summary>
    /// <param name="unit">0 up to the number of the problem's units.</param>
    public ReadOnlySpan<int> Labels(int unit) => _units[unit].Pool.Labels;

    /// <summary>The learner's class probabilities of one unit of the pool [items x classes], until the next fit.</summary>
    /// <param name="unit">0 up to the number of the problem's units.</param>
    public ReadOnlySpan<float> PoolProbabilities(int unit) => _units[unit].Probabilities;

    /// <summary>The learner's view of the pool in regression.</summary>
    public NumberView Numbers => _units[0].Numbers;

    /// <summary>How sure the learner is of the texts that it would predict.</summary>
    public SentenceView Sentences => _units[0].Sentences;

    /// <summary>Begins an episode and fits the learner to the start labels.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="budget">Number of queries that may be made.</param>
    /// <param name="seed">Seed of everything that the episode draws.</param>
    public void Begin(Problem problem, int budget, ulong seed) => Resume(problem, [], budget, seed);

    /// <summary>Begins in the middle: answers after the start count as queries made, and the learner is fitted once, to all answers.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answered">Items beyond the start that were answered before, in the order in which they count.</param>
    /// <param name="budget">Budget, including the queries made before.</param>
    /// <param name="seed">Seed of everything that the episode draws.</param>
    public void Resume(Problem problem, ReadOnlySpan<int> answered, int budget, ulong seed)
    {
        _problem = problem;
        ILearnerFactory learner = _learner.Draw(seed);
        _units = UnitsOf(problem.Items.Routes is null ? learner : new RoutedLearnerFactory(learner), problem.Units.Count);
        for (int unit = 0; unit < _units.Count; unit++)
        {
            _units[unit].Begin(problem.Items, problem.Units[unit], budget, seed);
        }
        Cost = 0;
        _labelledFor = 0;
        foreach (int item in problem.Start)
        {
            Take(item);
        }
        KnowPending();
        foreach (SignalContext unit in _units)
        {
            unit.EndStart();
        }
        _labelledFor = 0;
        foreach (int item in answered)
        {
            Take(item);
        }
        KnowPending();
        Fit();
    }

    /// <summary>Observes all candidates.</summary>
    /// <param name="builder">What to observe.</param>
    public Observation Observe(ObservationBuilder builder) => Observe(builder, Candidates);

    /// <summary>Observes some candidates.</summary>
    /// <param name="builder">What to observe.</param>
    /// <param name="candidates">Items, ascending.</param>
    public Observation Observe(ObservationBuilder builder, ReadOnlySpan<int> candidates)
    {
        if (Problem.Task.Believes)
        {
            _units[0].Believe();
        }
        foreach (SignalContext unit in _units)
        {
            unit.Show(candidates);
        }
        return builder.Build(_units, Problem.Task);
    }

    /// <summary>Takes a candidate for the current batch; its answer is not asked for yet.</summary>
    /// <param name="item">One of the pool's candidates.</param>
    public void Take(int item)
    {
        foreach (SignalContext unit in _units)
        {
            unit.Pool.Take(item);
        }
        if (Pool.Space.IsText)
        {
            _units[0].Pay(Problem.Oracle.CostOf(item));
        }
    }

    /// <summary>
    /// Whether the batch is complete: it holds so many queries, or where answers cost differently, so much was spent since the last one began. A batch begins
    /// at a multiple of its size, so that all strategies fit at the same cost, to within one answer.
    /// </summary>
    /// <param name="size">Queries, or cost, of a batch.</param>
    public bool IsBatchFull(int size) => Pool.Space.IsText
        ? Spent >= size * (1 + Math.Floor(_labelledFor / size))
        : Pool.Pending.Length >= size;

    /// <summary>Turns the items taken for the current batch into candidates again.</summary>
    public void Return()
    {
        foreach (SignalContext unit in _units)
        {
            unit.Return();
        }
    }

    /// <summary>Ends the batch: asks for the answers of the taken items and refits the learner.</summary>
    public void Label()
    {
        KnowPending();
        Fit();
    }

    /// <summary>The learner's score on the judge's items, which training rewards.</summary>
    /// <param name="smoothing">Weight of a smoother score against the plain one, in [0, 1]; see <see cref="IMetric.Score"/>.</param>
    /// <param name="metric">A metric of the task; null for the one that it rewards.</param>
    public double Score(double smoothing, IMetric? metric = null) => (metric ?? Problem.Task.Rewarded).Score(Judge(), smoothing);

    /// <summary>The learner's predictions of the judge's items, with the true answers; valid until the next call.</summary>
    public TestPredictions Judge() => Judge(Problem.Judge);

    /// <summary>The learner's predictions of another judge's items, with the true answers; valid until the next call.</summary>
    /// <param name="judge">A judge of the same units.</param>
    public TestPredictions Judge(Judge judge)
    {
        int items = judge.Features.Rows;
        if (Problem.Units[0].IsNumber)
        {
            Span<double> numbers = Buffers.Reserve(ref _numbers, items);
            _units[0].Learner.Predict(judge.Features, numbers);
            return judge.Compare([], numbers);
        }
        if (Problem.Units[0].IsText)
        {
            Span<string> texts = Buffers.Reserve(ref _texts, items);
            _units[0].Learner.Predict(judge.Features, texts);
            return judge.Compare(texts);
        }
        int length = items * judge.Classes;
        Span<float> probabilities = Buffers.Reserve(ref _probabilities, _units.Count * length);
        for (int unit = 0; unit < _units.Count; unit++)
        {
            _units[unit].Learner.PredictJudged(judge.Features, probabilities.Slice(unit * length, length));
        }
        return judge.Compare(probabilities, []);
    }

    /// <summary>Predicts one unit of rows, which need not belong to the problem.</summary>
    /// <param name="features">Rows with the items' features.</param>
    /// <param name="unit">Which unit.</param>
    /// <param name="prediction">Memory for what is predicted.</param>
    public void Predict(FeatureMatrix features, int unit, Prediction prediction) => _units[unit].Learner.Predict(features, prediction);

    private ReadOnlySpan<int> Affordable()
    {
        double left = _units[0].Budget - Spent + Rounding;
        bool[] gone = Problem.Items.Routes?.Gone(Pool) ?? [];
        Span<int> affordable = Buffers.Reserve(ref _affordable, Pool.Candidates.Length);
        int count = 0;
        foreach (int item in Pool.Candidates)
        {
            if (Problem.Items.PriceOf(item) <= left && (gone.Length == 0 || !gone[Problem.Items.Routes!.AnnotatorOf(item)]))
            {
                affordable[count++] = item;
            }
        }
        return affordable[..count];
    }

    // Asks for the answers of the taken items.
    private void KnowPending()
    {
        if (Pool.Space.IsText)
        {
            KnowTexts();
            return;
        }
        ReadOnlySpan<int> pending = Pool.Pending;
        int count = pending.Length;
        int units = _units.Count;
        Span<double> answers = Buffers.Reserve(ref _answers, count * ((2 * units) + 1));
        Span<double> weights = answers[(2 * count * units)..];
        for (int i = 0; i < count; i++)
        {
            Problem.Oracle.AskAfter(AnswersBefore(pending, i), pending[i], answers.Slice(i * units, units));
            weights[i] = Problem.Oracle.WeightOf(pending[i]);
            Cost += Problem.Oracle.CostOf(pending[i]);
        }
        Span<double> own = answers.Slice(count * units, count * units);
        for (int unit = 0; unit < units; unit++)
        {
            for (int i = 0; i < count; i++)
            {
                own[(unit * count) + i] = answers[(i * units) + unit];
            }
            _units[unit].Know(own.Slice(unit * count, count), weights);
        }
        if (Problem.Task.Implied(Pool) is { Count: > 0 } implied)
        {
            Pool.Imply(implied);
        }
    }

    // Of the annotator of a taken item; the answers of the start are a test, and nobody tires of it.
    private int AnswersBefore(ReadOnlySpan<int> pending, int place)
    {
        if (Problem.Items.Routes is not { } routes || Pool.Labelled.IsEmpty)
        {
            return 0;
        }
        int annotator = routes.AnnotatorOf(pending[place]);
        return routes.Count(annotator, Pool.Labelled[Math.Min(Pool.Started, Pool.Labelled.Length)..]) + routes.Count(annotator, pending[..place]);
    }

    private void KnowTexts()
    {
        ReadOnlySpan<int> pending = Pool.Pending;
        Span<string> texts = Buffers.Reserve(ref _texts, pending.Length);
        Span<double> weights = Buffers.Reserve(ref _answers, pending.Length);
        for (int i = 0; i < pending.Length; i++)
        {
            texts[i] = Problem.Oracle.AskText(pending[i]);
            weights[i] = Problem.Oracle.WeightOf(pending[i]);
            Cost += Problem.Oracle.CostOf(pending[i]);
        }
        _units[0].Know(texts, weights);
        _labelledFor = Spent;
    }

    private void Fit()
    {
        foreach (SignalContext unit in _units)
        {
            unit.Fit();
        }
    }

    // A learner for each unit: binary relevance, where an item has several (G. Tsoumakas and I. Katakis, "Multi-Label Classification: An Overview", 2007).
    private List<SignalContext> UnitsOf(ILearnerFactory learner, int count)
    {
        if (!_contexts.TryGetValue(learner, out List<SignalContext>? units))
        {
            _contexts.Add(learner, units = []);
        }
        while (units.Count < count)
        {
            units.Add(new SignalContext(learner.Create(), learner, units.FirstOrDefault()));
        }
        return units.Count == count ? units : units[..count];
    }
}
