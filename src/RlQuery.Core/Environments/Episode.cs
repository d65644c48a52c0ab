using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Signals;

namespace RlQuery.Core.Environments;

/// <summary>
/// The active-learning loop itself, without rewards: a learner is fitted to the start labels, rows are taken, labelled together at the end of a batch, and the
/// learner is refitted. Environments, evaluations and the query command all run on it.
/// </summary>
/// <remarks>Serves one episode after another on the same buffers. Not thread-safe.</remarks>
public sealed class Episode
{
    private readonly ILearnerFactory _learner;
    private readonly Dictionary<ILearnerFactory, SignalContext> _contexts = [];
    private SignalContext _context;
    private float[] _testProbabilities = [];

    /// <summary>Makes an episode runner.</summary>
    /// <param name="learner">Makes the learner and its committee; a mix of learners draws one for each episode.</param>
    public Episode(ILearnerFactory learner)
    {
        _learner = learner;
        _context = ContextOf(learner.Draw(0));
    }

    /// <summary>The problem of the running episode.</summary>
    public LearningProblem Problem => _context.Problem;

    /// <summary>Labelled rows and candidates.</summary>
    public Pool Pool => _context.Pool;

    /// <summary>Queries made, those of an unfinished batch included.</summary>
    public int Queries => _context.Queries;

    /// <summary>Squared distance from each pool row to its nearest labelled or taken row; infinite while there is none. Holds until it is asked for again.</summary>
    public ReadOnlySpan<float> NearestSquared => _context.Labels.NearestSquared;

    /// <summary>What the learner makes of the pool: class probabilities [pool x classes], until the next fit.</summary>
    public ReadOnlySpan<float> PoolProbabilities => _context.Probabilities;

    /// <summary>Begins an episode and fits the learner to the start labels.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="budget">Number of queries that may be made.</param>
    /// <param name="seed">Seed of everything that the episode draws.</param>
    public void Begin(LearningProblem problem, int budget, ulong seed)
    {
        _context = ContextOf(_learner.Draw(seed));
        _context.Begin(problem, budget, seed);
        Refit();
    }

    /// <summary>Observes all candidates.</summary>
    /// <param name="builder">What to observe.</param>
    public Observation Observe(ObservationBuilder builder) => Observe(builder, Pool.Candidates);

    /// <summary>Observes some candidates.</summary>
    /// <param name="builder">What to observe.</param>
    /// <param name="candidates">Pool rows, ascending.</param>
    public Observation Observe(ObservationBuilder builder, ReadOnlySpan<int> candidates)
    {
        _context.Show(candidates);
        return builder.Build(_context);
    }

    /// <summary>Takes a candidate for the current batch; its label is not looked at yet.</summary>
    /// <param name="row">Pool row.</param>
    public void Take(int row) => Pool.Take(row);

    /// <summary>Ends the batch: labels the taken rows and refits the learner.</summary>
    public void Label()
    {
        Pool.LabelPending();
        Refit();
    }

    /// <summary>How well the learner does on the problem's test rows.</summary>
    /// <param name="smoothing">Weight of the mean probability of the true class against accuracy, in [0, 1]; 0 for accuracy alone.</param>
    /// <returns>A share in [0, 1].</returns>
    public double Score(double smoothing) => ScoreOf(TestProbabilities(), Problem.TestLabels, Problem.Classes, smoothing);

    /// <summary>What the learner makes of the problem's test rows.</summary>
    /// <returns>Class probabilities [test rows x classes], until it is asked for again.</returns>
    public ReadOnlySpan<float> TestProbabilities()
    {
        int length = Problem.Test.Rows * Problem.Classes;
        if (_testProbabilities.Length < length)
        {
            _testProbabilities = new float[length];
        }
        _context.Learner.Predict(Problem.Test, _testProbabilities);
        return _testProbabilities.AsSpan(0, length);
    }

    private SignalContext ContextOf(ILearnerFactory learner)
    {
        if (!_contexts.TryGetValue(learner, out SignalContext? context))
        {
            _contexts.Add(learner, context = new SignalContext(learner.Create(), learner));
        }
        return context;
    }

    private static double ScoreOf(ReadOnlySpan<float> probabilities, int[] labels, int classes, double smoothing)
    {
        int right = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            int start = i * classes;
            int predicted = classes == 2
                ? probabilities[start + 1] > probabilities[start] ? 1 : 0
                : Numerics.VectorMath.ArgMax(probabilities.Slice(start, classes));
            right += predicted == labels[i] ? 1 : 0;
        }
        double trust = 0;
        for (int i = 0; i < labels.Length && smoothing > 0; i++)
        {
            trust += probabilities[(i * classes) + labels[i]];
        }
        return (((1 - smoothing) * right) + (smoothing * trust)) / Math.Max(1, labels.Length);
    }

    private void Refit()
    {
        _context.Learner.Fit(Pool.Labelled, Pool.Labels, []);
        _context.Refresh();
    }
}
