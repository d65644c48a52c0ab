using System.Text.Json.Nodes;
using RlQuery.Core;
using RlQuery.Core.Environments;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Logged;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Results;

namespace RlQuery.Studies.Logged;

/// <summary>Estimates from labelling sessions what other policies would have added, without asking anybody anything.</summary>
/// <remarks>
/// The estimand is the mean gain per query of the other policy's choices in the states that the sessions went through, one step each, among the rows that could
/// have been asked for. It is not the learning curve of that policy, which would have come to other states. See <see
/// cref="Core.Statistics.OffPolicy.OffPolicyEstimator"/>.
/// </remarks>
public sealed class LoggedStudy : IDisposable
{
    private const string LogLoss = "log-loss";
    private const string Manifest = "manifest.json";

    private readonly LoggedOptions _options;
    private readonly EvaluatedStrategy[] _strategies;
    private readonly IReadOnlyList<LearnedStrategy> _policies;
    private readonly IReadOnlyList<IMetric> _metrics;
    private readonly ITask _task;
    private readonly OutputFolder _folder;
    private readonly OutputLock _lock;

    private LoggedStudy(
        LoggedOptions options, EvaluatedStrategy[] strategies, IReadOnlyList<LearnedStrategy> policies, IReadOnlyList<IMetric> metrics, ITask task,
        OutputFolder folder, OutputLock taken) =>
        (_options, _strategies, _policies, _metrics, _task, _folder, _lock) = (options, strategies, policies, metrics, task, folder, taken);

    /// <summary>Checks all options; nothing is run or written. From here to the end of its run, only this study writes its folder.</summary>
    /// <param name="options">What is asked for; at least one session.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    public static LoggedStudy Open(LoggedOptions options) => StudyLock.Open(options.Out, taken => Open(options, taken));

    private static LoggedStudy Open(LoggedOptions options, OutputLock taken)
    {
        var faults = new Faults();
        ITask task = TargetTasks.Of(options.Sessions[0].Table.Data.Kind);
        foreach (LoggedSession session in options.Sessions)
        {
            FindFaults(session, task, faults);
        }
        IReadOnlyList<LearnedStrategy> policies = LearnedStrategies.Open(options.Policies, options.Parts, faults);
        foreach (LearnedStrategy policy in policies)
        {
            TaskFit.CheckPolicy(policy, task, faults);
        }
        bool usual = options.Strategies.Count > 0 || options.Policies.Count == 0;
        EvaluatedStrategy[] strategies =
        [
            .. policies.Select(policy => new EvaluatedStrategy(policy.Strategy, policy.Document.Budget)),
            .. usual ? StrategyChoice.Heuristics(options.Strategies, options.Parts, task, faults).Select(one => new EvaluatedStrategy(one, 1)) : [],
        ];
        IReadOnlyList<IMetric> metrics = MetricChoice.Parse(options.Metrics, options.Parts, task, null, faults);
        if (options.Metrics.Count == 0)
        {
            metrics = [.. options.Parts.MetricsOf(task).Where(metric => metric.Name == LogLoss), .. metrics];
        }
        OutputFolder? folder = faults.Collect(() => new OutputFolder(options.Out));
        faults.ThrowIfAny();
        return new LoggedStudy(options, strategies, policies, metrics, task, folder!, taken);
    }

    private static void FindFaults(LoggedSession session, ITask task, Faults faults)
    {
        ITask own = TargetTasks.Of(session.Table.Data.Kind);
        int asked = session.Events.Count(next => next is QuestionAsked);
        if (own != task)
        {
            faults.Add($"logged: {session.Name} is {own.Name}, and the first session {task.Name}; estimate them apart");
        }
        if (asked == 0)
        {
            faults.Add($"logged: {session.Name} has no question yet; label some rows first");
        }
        else if (!session.IsExplored)
        {
            faults.Add(
                $"logged: {session.Name} has {asked} questions, none drawn by lot, so it says nothing of other policies; "
                + "begin a session with 'rlquery label --explore 0.3'");
        }
        else if (session.Answered == 0)
        {
            faults.Add($"logged: {session.Name} has no answer yet to a question that was drawn by lot; label some rows first");
        }
        if (session.Measuring.Length == 0)
        {
            faults.Add(session.HeldBack.Count == 0
                ? $"logged: {session.Name} holds no rows back to measure what an answer adds; begin a session with 'rlquery label --holdout 50'"
                : $"logged: {session.Name} has no answer yet to a row that is held back; label some rows first");
        }
    }

    /// <summary>Goes through the sessions, estimates every policy and writes the folder.</summary>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the run before its end; nothing is written then.</param>
    /// <exception cref="InvalidInputException">The folder cannot be written, or a metric has no value on the rows that are held back.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LoggedResults Run(IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using (_lock)
        {
            _folder.Probe();
            int total = _options.Sessions.Sum(session => session.Answered);
            List<LoggedState> states = (progress ?? NoProgress.Instance).Track(
                new StudyStage("replaying", total) { Unit = "questions" }, done => Replay(done, cancellation));
            string[] names = [.. _strategies.Select(one => one.Strategy.Name)];
            IReadOnlyList<LoggedRow> rows = LoggedEstimates.Of(states, names, [.. _metrics.Select(metric => metric.Name)]);
            _folder.Write(fresh => Fill(fresh, rows, total), FileModes.Of([.. _options.Sessions.Select(session => session.Table.Cells.Source)]));
            return new LoggedResults(_folder.Target, rows, [.. Warnings(rows)]);
        }
    }

    /// <summary>Lets go of the folder of a study that is not run after all.</summary>
    public void Dispose() => _lock.Dispose();

    private List<LoggedState> Replay(IProgress<StageProgress> done, CancellationToken cancellation)
    {
        var states = new List<LoggedState>();
        foreach (LoggedSession session in _options.Sessions)
        {
            var replay = new LoggedReplay(session, _strategies, LoggedEstimates.Signals(_options.Parts, _task), _metrics);
            foreach (LoggedState state in replay.States(cancellation))
            {
                states.Add(state);
                done.Report(new StageProgress(states.Count, session.Name));
            }
        }
        return states;
    }

    private void Fill(string folder, IReadOnlyList<LoggedRow> rows, int queries)
    {
        LoggedTables.Table(rows).Write(Path.Combine(folder, LoggedTables.File));
        LoggedFigure.Create(rows)?.Save(folder, LoggedFigure.Name);
        AtomicFile.WriteText(Path.Combine(folder, Manifest), SavedPlan.Text(new JsonObject
        {
            ["command"] = "evaluate --logged",
            ["version"] = typeof(LoggedStudy).Assembly.GetName().Version!.ToString(3),
            ["sessions"] = new JsonArray([.. _options.Sessions.Select(Describe)]),
            ["queries"] = queries,
            ["policies"] = new JsonArray(
                [.. _policies.Select(policy => (JsonNode)new JsonObject { ["name"] = policy.Strategy.Name, ["sha256"] = policy.Hash })]),
            ["strategies"] = new JsonArray([.. _strategies.Skip(_policies.Count).Select(one => (JsonNode)one.Strategy.Name)]),
            ["metrics"] = new JsonArray([.. _metrics.Select(metric => (JsonNode)metric.Name)]),
            ["signals"] = new JsonArray([.. LoggedEstimates.Signals(_options.Parts, _task).Select(signal => (JsonNode)signal.Name)]),
        }));
    }

    private static JsonNode Describe(LoggedSession session) => new JsonObject
    {
        ["name"] = FolderName.Of(session.Name),
        ["strategy"] = session.Strategy.Name,
        ["learner"] = session.Learner.Name,
        ["queries"] = session.Answered,
        ["heldBack"] = session.Measuring.Length,
    };

    private static IEnumerable<string> Warnings(IReadOnlyList<LoggedRow> rows) => rows
        .Where(row => row.Metric == rows[0].Metric && row.Effective < LoggedRow.FewestEffective)
        .Select(row => FormattableString.Invariant(
            $"warning: {row.Policy}: {row.Effective:F1} effective queries of {row.Queries} are too few; ")
            + "its estimate rests on the reward model. More questions, or a larger --explore, would tell more");
}
