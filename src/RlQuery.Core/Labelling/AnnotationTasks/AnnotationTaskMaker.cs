using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>Makes tasks of the rows that a strategy chooses, and ranks them by what an answer is worth for its time.</summary>
public static class AnnotationTaskMaker
{
    // As many unlabelled rows as the choice itself looks at in a large table.
    private const int MostRows = 8192;
    private const int MostExamples = 2;

    /// <summary>Makes tasks of a table whose target holds classes.</summary>
    /// <remarks>Above 8192 unlabelled rows, the gain is that on a random 8192 of them.</remarks>
    /// <param name="table">The table.</param>
    /// <param name="state">Its labels and classes.</param>
    /// <param name="history">What annotators said before.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="learner">The learner that is fitted to the labelled rows.</param>
    /// <param name="options">How many, and how.</param>
    /// <param name="cancel">Gives up between two rows.</param>
    /// <exception cref="InvalidInputException">Fewer than two classes are known, or no row is open.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AnnotationTaskList Make(
        LabellingTable table, LabellingState state, AnswerHistory history, IQueryStrategy strategy, ILearnerFactory learner, AnnotationTaskOptions options,
        CancellationToken cancel = default)
    {
        if (state.Classes.Count < 2)
        {
            string known = state.Classes.Count == 0 ? "no class is known" : $"only the class {CellText.OneLine(state.Classes[0])} is known";
            throw new InvalidInputException($"{table.Cells.Source}: {known}; at least 2 are needed: give --class NAME for each");
        }
        Dataset data = table.Labelled(state, options.HeldBack);
        var excluded = new HashSet<int>(options.HeldBack.Concat(state.Skipped));
        QueryTable rows = table.Standardized.With(data, excluded);
        if (rows.Unlabelled.Length == 0)
        {
            throw new InvalidInputException($"{table.Cells.Source}: no row is open; there is nothing to label");
        }
        IReadOnlyList<Pick> picks = QueryBatch.ChooseAmong(
            rows, rows.CanLearn ? strategy : new RepresentativeStrategy(), learner, options.Count, options.Budget, options.Seed, options.Jobs, cancel);

        RecordedAnswers[] recorded = [.. history.Rows.Where(row => row.Disagreement is not null && !excluded.Contains(row.Row))];
        int[] looked = rows.Unlabelled.Length <= MostRows ? rows.AllRows : [.. rows.Dealt.Of(options.Seed).Where(row => !data.HasTarget(row)).Take(MostRows)];
        int[] pool = [.. rows.Labelled.Concat(picks.Select(pick => pick.Row)).Concat(recorded.Select(row => row.Row)).Concat(looked).Distinct().Order()];
        float[] values = [];
        Problem problem = rows.ToProblem(pool, rows.Standardize(pool, ref values, new BlockMemory()), looked.Length < rows.AllRows.Length);
        var fingerprint = TableFingerprint.Of(table.Cells);
        RowBeliefs? beliefs = rows.CanLearn
            ? new RowBeliefs(
                learner, options.Seed, problem, Array.ConvertAll(rows.Labelled, ItemOf), data, item => fingerprint.HashOf(pool[item]))
            : null;
        DisagreementModel? model = beliefs is null ? null : DisagreementModel.Fit(
        [
            .. recorded.OrderBy(row => fingerprint.HashOf(row.Row), StringComparer.Ordinal).Select(row =>
                new RecordedRow(DisagreementFeatures.Of(beliefs, ItemOf(row.Row)), row.Disagreement!.Value, row.Answers.Count)),
        ]);
        int[] words = [.. Enumerable.Range(0, table.Cells.Rows).Select(row => AnswerSeconds.WordsOf(table.Cells, table.Target, row))];
        AnswerSeconds? timed = AnswerSeconds.Fit([.. history.Times.Select(time => (words[time.Row], time.Seconds))]);
        Dictionary<int, double> gains = rows.CanLearn ? Gains(rows, problem, learner, picks, options) : [];
        double[] shares = Shares(data, state.Classes.Count);

        AnnotationTask TaskOf(Pick pick)
        {
            int item = ItemOf(pick.Row);
            double[] p = beliefs?.Of(item) ?? shares;
            Suggestion[] suggestions =
            [
                .. Enumerable.Range(0, state.Classes.Count).OrderByDescending(label => p[label])
                    .Select(label => new Suggestion(state.Classes[label], p[label])),
            ];
            double difficulty = model?.Predict(DisagreementFeatures.Of(beliefs!, item)) ?? DisagreementFeatures.Spread(p);
            (TaskExample[] alike, TaskExample[] unlike) = ExamplesOf(beliefs, item, pool, state.Classes, suggestions);
            return new AnnotationTask(
                pick.Row, options.Question ?? TaskQuestion.Of(table.Cells.Columns[table.Target].Name, state.Classes, suggestions), suggestions, alike, unlike,
                difficulty, gains.TryGetValue(pick.Row, out double gain) ? gain : null,
                UsefulAnswer.Probability(difficulty, state.Classes.Count, history.SkipShare), (timed ?? AnswerSeconds.Default).Of(words[pick.Row]), pick.Reason)
            {
                IsCalibrated = model is not null,
            };
        }

        int ItemOf(int row) => Array.BinarySearch(pool, row);

        return new AnnotationTaskList(
            [.. picks.Select(TaskOf).OrderByDescending(task => task.Rate)],
            TaskNotes.Of(rows, beliefs, model, recorded.Length, timed, history.Times.Count));
    }

    // What each label is expected to improve, each by itself.
    private static Dictionary<int, double> Gains(
        QueryTable rows, Problem problem, ILearnerFactory learner, IReadOnlyList<Pick> picks, AnnotationTaskOptions options)
    {
        var episode = new Episode(learner);
        episode.Resume(problem, rows.AnsweredIn(problem), QueryBatch.Budget(rows, options.Count, options.Budget), options.Seed);
        int[] items = [.. picks.Select(pick => Array.BinarySearch(problem.Items.Rows, pick.Row)).Order()];
        Observation seen = episode.Observe(new ObservationBuilder(new SignalList([new ExpectedBrierReductionSignal()], [])), items);
        ReadOnlySpan<float> gains = seen.Column(0);
        var byRow = new Dictionary<int, double>();
        for (int i = 0; i < items.Length; i++)
        {
            byRow.Add(problem.Items.Rows[items[i]], gains[i]);
        }
        return byRow;
    }

    // Before a learner can be fitted: the shares of the classes among the labels, with one more label of each.
    private static double[] Shares(Dataset data, int classes)
    {
        double[] counts = new double[classes];
        Array.Fill(counts, 1);
        foreach (int label in data.Labels.Where(label => label != Dataset.Unlabelled))
        {
            counts[label]++;
        }
        double total = counts.Sum();
        return [.. counts.Select(count => count / total)];
    }

    private static (TaskExample[] Alike, TaskExample[] Unlike) ExamplesOf(
        RowBeliefs? beliefs, int item, int[] pool, IReadOnlyList<string> classes, Suggestion[] suggestions)
    {
        if (beliefs is null)
        {
            return ([], []);
        }
        TaskExample[] near = [.. beliefs.Nearest(item).Select(one => new TaskExample(pool[one.Item], classes[one.Label], one.Distance))];
        string first = suggestions[0].Label;
        return (
            [.. near.Where(one => one.Label == first).Take(MostExamples)],
            [.. near.Where(one => one.Label != first).DistinctBy(one => one.Label).Take(MostExamples)]);
    }
}
