using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Context;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling.Logged;

/// <summary>Goes through a session again and looks at each question that was drawn by lot, with the answers that were known when it was asked.</summary>
/// <remarks>
/// A gain is the fall of a loss, or the rise of a score, on the held-back rows between the learner before the answer and after it. An answer that was corrected
/// later counts as corrected, and so do those of held-back rows; the classes are those of the end. Not thread-safe.
/// </remarks>
/// <param name="session">The session.</param>
/// <param name="strategies">Whose choices are asked for.</param>
/// <param name="features">Signals that describe a row beforehand; the number of labels comes to them.</param>
/// <param name="metrics">What gains are measured by.</param>
/// <param name="truth">The answer of every row, to try all that could have been asked; null where it is not known.</param>
public sealed class LoggedReplay(
    LoggedSession session, IReadOnlyList<EvaluatedStrategy> strategies, IReadOnlyList<ISignal> features, IReadOnlyList<IMetric> metrics,
    IReadOnlyList<string>? truth = null)
{
    private readonly LabellingTable _table = session.Table;
    private readonly Episode _episode = new(session.Learner);
    private readonly QueryShortlist _shortlist = new(session.Strategy, session.Learner, session.Seed, 1);
    private readonly BlockMemory _blocks = new();
    private readonly List<(EvaluatedStrategy Strategy, ObservationBuilder Builder)> _choosers =
        [.. strategies.Select(one => (one, new ObservationBuilder(one.Strategy.SignalList)))];

    private readonly ObservationBuilder _observer = new(new SignalList(features, []));
    private float[] _values = [];
    private Judge? _judge;

    /// <summary>The questions that were drawn by lot and answered or skipped, in their order.</summary>
    /// <param name="cancel">Gives up between two of them.</param>
    /// <exception cref="InvalidInputException">A metric has no value on the held-back rows.</exception>
    public IEnumerable<LoggedState> States(CancellationToken cancel = default)
    {
        LabellingState state = _table.Begin(session.Classes);
        foreach (LabellingEvent next in session.Events)
        {
            if (session.IsAnswered(next))
            {
                cancel.ThrowIfCancellationRequested();
                var asked = (QuestionAsked)next;
                yield return Look(state, asked.Among!, asked.Row, cancel);
            }
            state.Apply(next);
        }
    }

    private LoggedState Look(LabellingState state, ChoiceSet among, int asked, CancellationToken cancel)
    {
        string?[] answers = [.. state.Answers.Select((answer, row) => session.HeldBack.Contains(row) ? null : answer)];
        var closed = new HashSet<int>([.. session.HeldBack, .. state.Skipped]);
        QueryTable table = _table.Standardized.With(Tell(answers), closed);
        QueryPool pool = _shortlist.Narrow(table, 1, QueryBatch.Budget(table, 1, session.Budget), cancel);
        Problem problem = table.ToProblem(pool.Rows, table.Standardize(pool.Rows, ref _values, _blocks), pool.IsShortlist);
        int[] answered = table.AnsweredIn(problem);
        problem = Judged(problem, table, answers, among);
        int[] items = [.. among.Rows.Select(row => Array.BinarySearch(pool.Rows, row))];

        var choices = new double[strategies.Count][];
        double[] inside = new double[strategies.Count];
        foreach (var group in _choosers.Select((one, i) => (one.Strategy, one.Builder, Place: i)).GroupBy(one => one.Strategy.Budget))
        {
            _episode.Resume(problem, answered, QueryBatch.Budget(table, 1, group.Key), session.Seed);
            foreach ((EvaluatedStrategy strategy, ObservationBuilder builder, int place) in group)
            {
                (choices[place], inside[place]) = Choose(strategy, builder, items);
            }
        }
        int budget = QueryBatch.Budget(table, 1, session.Budget);
        _episode.Resume(problem, answered, budget, session.Seed);
        double[][] known = Features(items, table.Labelled.Length);
        double[] before = Measure();
        int chosen = among.PlaceOf(asked);
        double[] Gains(int place)
        {
            _episode.Resume(problem, answered, budget, session.Seed);
            _episode.Take(items[place]);
            _episode.Label();
            return [.. Measure().Select((after, i) => after - before[i])];
        }
        double[] gains = session.End.Answers[asked] is null ? new double[metrics.Count] : Gains(chosen);
        double[][] tried = truth is null ? [] : [.. Enumerable.Range(0, items.Length).Select(Gains)];
        return new LoggedState(
            among, chosen, known, gains, choices, inside, truth is null ? [] : [.. metrics.Select((_, i) => tried.Select(one => one[i]).ToArray())]);
    }

    // The oracle knows what may be tried; the judge, the held-back rows.
    private Problem Judged(Problem problem, QueryTable table, string?[] answers, ChoiceSet among)
    {
        string?[] known = [.. answers];
        foreach (int row in among.Rows)
        {
            known[row] = session.End.Answers[row] ?? truth?[row];
        }
        _judge ??= CreateJudge(table, problem.Units);
        return new Problem(problem.Task, problem.Items, problem.Units, new TableOracle(Tell(known), problem.Items.Rows), _judge, problem.Start);
    }

    private Judge CreateJudge(QueryTable table, IReadOnlyList<AnswerSpace> units)
    {
        int[] measuring = session.Measuring;
        string?[] known = new string?[_table.Data.Rows];
        Array.ForEach(measuring, row => known[row] = session.End.Answers[row]);
        float[] values = [];
        return new Judge(table.Standardize(measuring, ref values, new BlockMemory()), Tell(known), measuring, units);
    }

    private (double[] Choice, double Inside) Choose(EvaluatedStrategy strategy, ObservationBuilder builder, int[] items)
    {
        Observation observation = _episode.Observe(builder);
        if (strategy.IsUniform)
        {
            return ([.. items.Select(_ => 1.0 / items.Length)], (double)items.Length / observation.Count);
        }
        float[] scores = new float[observation.Count];
        strategy.Strategy.Score(observation, scores);
        int[] rows = observation.Rows.ToArray();
        int best = rows[QueryChoice.Best(scores, rows)];
        float[] own = [.. items.Select(item => scores[Array.BinarySearch(rows, item)])];
        double[] choice = new double[items.Length];
        choice[QueryChoice.Best(own, items)] = 1;
        return (choice, Array.IndexOf(items, best) >= 0 ? 1 : 0);
    }

    private double[][] Features(int[] items, int labels)
    {
        Observation observation = _episode.Observe(_observer);
        int[] places = [.. items.Select(item => observation.Rows.BinarySearch(item))];
        return
        [
            .. places.Select(place => (double[])
                [Math.Log(labels), .. Enumerable.Range(0, features.Count).Select(column => (double)observation.Column(column)[place])]),
        ];
    }

    private double[] Measure() => [.. metrics.Select(Measure)];

    private double Measure(IMetric metric)
    {
        double value = metric.Measure(_episode.Judge());
        return !double.IsFinite(value)
            ? throw new InvalidInputException($"logged: {session.Name}: {metric.Name} has no value on its held-back rows, whose answers are all equal")
            : metric.HigherIsBetter ? value : -value;
    }

    private Dataset Tell(string?[] answers) => _table.Form.Tell(_table.Data, answers, session.End.Classes);
}
