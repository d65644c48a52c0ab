using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>Measures a session's learner at checkpoints that are 5 % of the labels apart, at least ten labels.</summary>
/// <remarks>
/// <para>The result depends only on the labels in their order; a checkpoint is measured again only if its labels have changed.</para>
/// <para>Of classes that is the accuracy, of sets of them the share of classes that are told rightly to be in the set or not, of numbers the root of the mean
/// squared error in standard deviations; see <see cref="Measurement"/>. Of texts, nothing is
/// measured.</para>
/// <para>Cross-validation is in five folds, stratified. The labelled rows were chosen and are mostly hard, so it tends to be lower than on the whole table;
/// held-back rows are a fair sample.</para>
/// <para>Each checkpoint fits its own learner, with the labels in order: the result does not depend on the questions.</para>
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="learner">The learner.</param>
/// <param name="seed">Seed of the session.</param>
/// <param name="heldBack">Rows that are held back; see <see cref="HeldBackRows"/>.</param>
public sealed class ProgressMeter(LabellingTable table, ILearnerFactory learner, ulong seed, IReadOnlySet<int> heldBack)
{
    /// <summary>Most rows of the stop set, as in the source of <see cref="StopAdvice"/>.</summary>
    public const int StopSetRows = 2000;

    private const int FewestLabels = 10;
    private const int Folds = 5;

    private readonly Dictionary<int, ((int Row, string? Answer)[] Labels, Checkpoint Checkpoint)> _known = [];
    private readonly int[] _stopSet = [.. new Pcg64(seed, "stop set").Permutation(table.Data.Rows).Take(StopSetRows).Order()];

    /// <summary>The last checkpoints, as many as <see cref="StopAdvice"/> looks at.</summary>
    /// <param name="state">The session.</param>
    /// <returns>Ascending; empty where there are too few labels.</returns>
    public IReadOnlyList<Checkpoint> Measure(LabellingState state) => Measure(state, StopAdvice.Window + 1, default);

    /// <summary>All checkpoints.</summary>
    /// <param name="state">The session.</param>
    /// <param name="cancel">Gives up; what is measured is kept.</param>
    /// <returns>Ascending; empty where there are too few labels.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<Checkpoint> MeasureAll(LabellingState state, CancellationToken cancel = default) => Measure(state, int.MaxValue, cancel);

    private Checkpoint[] Measure(LabellingState state, int most, CancellationToken cancel)
    {
        if (state.Space.IsText)
        {
            return [];
        }
        int[] labelled = [.. state.Labelled.Where(row => !heldBack.Contains(row))];
        int[] measuring = [.. heldBack.Where(row => state.Answers[row] is not null)];
        var schedule = new List<int>();
        for (int count = FewestLabels; count <= labelled.Length; count += Math.Max(FewestLabels, count / 20))
        {
            schedule.Add(count);
        }
        Checkpoint Next(int count)
        {
            cancel.ThrowIfCancellationRequested();
            return At(state, labelled[..count], measuring);
        }

        return [.. schedule.TakeLast(most).Select(Next)];
    }

    private Checkpoint At(LabellingState state, int[] labelled, int[] measuring)
    {
        // The number of classes counts too.
        (int Row, string? Answer)[] labels = [(state.Classes.Count, null), .. labelled.Concat(measuring).Select(row => (row, state.Answers[row]))];
        if (_known.TryGetValue(labelled.Length, out ((int Row, string? Answer)[] Labels, Checkpoint Checkpoint) known)
            && known.Labels.AsSpan().SequenceEqual(labels))
        {
            return known.Checkpoint;
        }
        Checkpoint measured = Create(state, labelled, measuring);
        _known[labelled.Length] = (labels, measured);
        return measured;
    }

    private Checkpoint Create(LabellingState state, int[] labelled, int[] measuring)
    {
        Dataset fitted = table.Labelled(state, labelled);
        int[] rows = [.. labelled.Concat(measuring).Concat(_stopSet).Distinct().Order()];
        Problem problem = table.ToProblem(fitted, rows);
        int[] PlacesOf(int[] which) => Array.ConvertAll(which, row => Array.BinarySearch(rows, row));

        var model = new FittedModel(learner, seed, problem, PlacesOf(labelled), fitted);
        double[] stopSet = model.Predict(PlacesOf(_stopSet));
        if (!QueryBatch.IsLearnable(fitted))
        {
            return new Checkpoint(labelled.Length, null, stopSet);
        }
        int units = problem.Units.Count;
        Measurement? quality = measuring.Length > 0
            ? Measurement.Of(problem.Units, model.Predict(PlacesOf(measuring)), FittedModel.TargetsOf(table.Labelled(state, measuring), measuring, units))
            : CrossValidate(problem, fitted, PlacesOf(labelled));
        return new Checkpoint(labelled.Length, quality, stopSet);
    }

    // The rows of each class go to the folds in turn, in a random order by row; so do numbers, by size; sets by their first
    // class.
    private Measurement? CrossValidate(Problem problem, Dataset data, int[] places)
    {
        ulong lots = SeedSequence.Child(seed, "cross-validation");
        int units = problem.Units.Count;
        int[] rows = Array.ConvertAll(places, place => problem.Items.Rows[place]);
        double[] targets = FittedModel.TargetsOf(data, rows, units);
        int[] dealt = [.. Enumerable.Range(0, places.Length).OrderBy(i => targets[i * units]).ThenBy(i => SeedSequence.Child(lots, (ulong)rows[i]))];
        double[] predictions = new double[targets.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            var model = new FittedModel(learner, seed, problem, [.. dealt.Where((_, i) => i % Folds != fold).Select(i => places[i])], data);
            foreach (int i in dealt.Where((_, i) => i % Folds == fold))
            {
                model.Predict([places[i]]).CopyTo(predictions, i * units);
            }
        }
        return Measurement.Of(problem.Units, predictions, targets);
    }
}
