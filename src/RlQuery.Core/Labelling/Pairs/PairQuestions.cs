using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Clustering;

namespace RlQuery.Core.Labelling.Pairs;

/// <summary>Asks about the pairs that a strategy chooses. A pair whose answer follows is never asked about.</summary>
/// <param name="table">The table.</param>
/// <param name="strategy">Who chooses.</param>
/// <param name="learner">The learner that divides the rows.</param>
/// <param name="budget">Number of queries that the strategy was made for.</param>
/// <param name="seed">Seed of all that is drawn.</param>
public sealed class PairQuestions(PairTable table, IQueryStrategy strategy, ILearnerFactory learner, int budget, ulong seed) : IQuestionsAhead
{
    private readonly GivenAnswers _answers = new(1);
    private readonly Episode _episode = new(learner);
    private readonly ObservationBuilder _builder = new(strategy.SignalList);
    private LabellingState? _known;
    private int _events;
    private Problem? _problem;

    /// <inheritdoc/>
    public Question? Next(LabellingState state, string? annotator, CancellationToken cancel = default)
    {
        Update(state);
        return Choose(state) is { } pick ? new Question(pick.Row, pick.Reason, RowJudgement.None, Expect(state, pick.Row)) : null;
    }

    /// <inheritdoc/>
    public Question Explain(LabellingState state, int row, CancellationToken cancel = default)
    {
        Update(state);
        return new Question(row, Describe(state, row)?.Reason ?? "it was chosen before", RowJudgement.None, Expect(state, row));
    }

    /// <summary>The next pairs, each chosen as if those before it were being asked about.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="count">How many; all if fewer are open.</param>
    /// <param name="cancel">Gives up between two pairs.</param>
    /// <returns>The pairs, best first; <see cref="Pick.Row"/> is the number of the pair.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Pick> Batch(LabellingState state, int count, CancellationToken cancel = default)
    {
        Update(state);
        var picks = new List<Pick>();
        while (picks.Count < count && Choose(state) is { } pick)
        {
            cancel.ThrowIfCancellationRequested();
            picks.Add(pick);
            _episode.Take(pick.Row);
        }
        _known = null;
        return picks;
    }

    // A pair that was answered follows, so that nobody is asked about it again.
    Question? IQuestionsAhead.Owed(LabellingState state, string? annotator) => null;

    IReadOnlyList<Question> IQuestionsAhead.Ahead(LabellingState state, int count, CancellationToken cancel)
    {
        if (count == 1)
        {
            return Next(state, null, cancel) is { } one ? [one] : [];
        }
        IReadOnlyList<Pick> picks = Batch(state, count, cancel);
        Update(state);
        return [.. picks.Select(pick => new Question(pick.Row, pick.Reason, RowJudgement.None, Expect(state, pick.Row)))];
    }

    private Pick? Choose(LabellingState state) => Look(state) is var (observation, scores)
        ? Describe(observation, scores, QueryChoice.Best(scores, observation.Rows)) : null;

    private Pick? Describe(LabellingState state, int item) =>
        Look(state) is var (observation, scores) && observation.Rows.IndexOf(item) is >= 0 and int place ? Describe(observation, scores, place) : null;

    private (Observation Observation, float[] Scores)? Look(LabellingState state)
    {
        int[] open = [.. _episode.Candidates.ToArray().Where(item => !state.Skipped.Contains(item))];
        if (open.Length == 0)
        {
            return null;
        }
        Observation observation = _episode.Observe(_builder, open);
        float[] scores = new float[observation.Count];
        strategy.Score(observation, scores);
        return (observation, scores);
    }

    private Pick Describe(Observation observation, float[] scores, int place)
    {
        IReadOnlyList<ISignal> signals = strategy.SignalList.Signals;
        float[] values = [.. Enumerable.Range(0, signals.Count).Select(signal => observation.Column(signal)[place])];
        float[] means = [.. Enumerable.Range(0, signals.Count).Select(signal => observation.Column(signal).ToArray().Average())];
        float[] contributions = Attribution.Of(strategy, observation, place);
        return new Pick(observation.Rows[place], scores[place], values, contributions)
        {
            Reason = ReasonWords.Of(signals, values, means, contributions),
        };
    }

    private Expectation? Expect(LabellingState state, int item) =>
        state.Labelled.Count == 0 ? null : Expectation.OfClasses(ClusteringTask.Instance, [_episode.PoolProbabilities(0).Slice(2 * item, 2).ToArray()]);

    private void Update(LabellingState state)
    {
        if (ReferenceEquals(state, _known) && state.Events == _events)
        {
            return;
        }
        AnswerSpace[] units = [new AnswerSpace(2)];
        _problem ??= new Problem(ClusteringTask.Instance, table.Items, units, _answers, Judge.OfNothing(table.Items.Features.Columns, units), []);
        foreach (int item in state.Labelled)
        {
            _answers.Tell(item, [state.Answers[item] == LinkAnswers.Same ? 1 : 0]);
        }
        _episode.Resume(_problem, [.. state.Labelled], Math.Max(budget, state.Labelled.Count + 1), seed);
        (_known, _events) = (state, state.Events);
    }
}
