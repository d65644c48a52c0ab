using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>Measures how a session's accuracy moves, at checkpoints that are a twentieth of the labels apart, ten at least.</summary>
/// <remarks>
/// <para>What is measured depends on the labels in their order alone; a checkpoint is measured again only where its labels have changed.</para>
/// <para>Cross-validation is in five folds, stratified. It is over the rows that were chosen, mostly hard ones, and so tends to be below the accuracy on the
/// whole table; a held-back part is a fair sample.</para>
/// </remarks>
/// <param name="table">The table.</param>
/// <param name="learner">The learner.</param>
/// <param name="seed">Seed of the session.</param>
/// <param name="heldBack">Rows that are held back; see <see cref="HeldBackRows"/>.</param>
public sealed class ProgressMeter(LabellingTable table, ILearnerFactory learner, ulong seed, IReadOnlySet<int> heldBack)
{
    /// <summary>Most rows of the stop set, as in the source of <see cref="StoppingRule"/>.</summary>
    public const int StopSetRows = 2000;

    private const int FewestLabels = 10;
    private const int Folds = 5;

    private readonly Dictionary<int, (ulong Signature, Checkpoint Checkpoint)> _known = [];
    private readonly int[] _stopSet = [.. new Pcg64(seed, "stop set").Permutation(table.Data.Rows).Take(StopSetRows).Order()];

    /// <summary>The last checkpoints, as many as <see cref="StoppingRule"/> looks at.</summary>
    /// <param name="state">The session.</param>
    /// <returns>Ascending; empty where there are too few labels.</returns>
    public IReadOnlyList<Checkpoint> Measure(LabellingState state)
    {
        int[] labelled = [.. state.Labelled.Where(row => !heldBack.Contains(row))];
        int[] measuring = [.. heldBack.Where(row => state.Labels[row] != Dataset.Unlabelled)];
        var schedule = new List<int>();
        for (int count = FewestLabels; count <= labelled.Length; count += Math.Max(FewestLabels, count / 20))
        {
            schedule.Add(count);
        }
        return [.. schedule.TakeLast(StoppingRule.Window + 1).Select(count => At(state, labelled[..count], measuring))];
    }

    private Checkpoint At(LabellingState state, int[] labelled, int[] measuring)
    {
        ulong signature = (ulong)state.Classes.Count;
        foreach (int row in labelled.Concat(measuring))
        {
            signature = SeedSequence.Child(signature, ((ulong)row << 32) | (uint)state.Labels[row]);
        }
        if (!_known.TryGetValue(labelled.Length, out (ulong Signature, Checkpoint Checkpoint) known) || known.Signature != signature)
        {
            _known[labelled.Length] = known = (signature, Create(state, labelled, measuring));
        }
        return known.Checkpoint;
    }

    private Checkpoint Create(LabellingState state, int[] labelled, int[] measuring)
    {
        int[] labels = new int[table.Data.Rows];
        Array.Fill(labels, Dataset.Unlabelled);
        foreach (int row in labelled)
        {
            labels[row] = state.Labels[row];
        }
        int[] rows = [.. labelled.Concat(measuring).Concat(_stopSet).Distinct().Order()];
        Problem problem = table.ToProblem(table.Data.WithLabels(labels, [.. state.Classes]), rows);
        int[] labelOf = Array.ConvertAll(rows, row => labels[row]);
        int[] PlacesOf(int[] which) => Array.ConvertAll(which, row => Array.BinarySearch(rows, row));

        int[] predictions = Predict(problem, labelOf, PlacesOf(labelled));
        int[] stopSet = Array.ConvertAll(PlacesOf(_stopSet), place => predictions[place]);
        if (labelled.Select(row => labels[row]).Distinct().Count() < 2)
        {
            return new Checkpoint(labelled.Length, null, 0, stopSet);
        }
        int right = measuring.Length > 0
            ? measuring.Count(row => predictions[Array.BinarySearch(rows, row)] == state.Labels[row])
            : RightInCrossValidation(problem, labelOf, PlacesOf(labelled));
        int measured = measuring.Length > 0 ? measuring.Length : labelled.Length;
        return new Checkpoint(labelled.Length, (double)right / measured, measured, stopSet);
    }

    // The rows of each class are dealt to the folds in turns, in an order that is drawn by the row.
    private int RightInCrossValidation(Problem problem, int[] labelOf, int[] places)
    {
        ulong lots = SeedSequence.Child(seed, "cross-validation");
        int[] dealt = [.. places.OrderBy(place => labelOf[place]).ThenBy(place => SeedSequence.Child(lots, (ulong)problem.Items.Rows[place]))];
        int right = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] predictions = Predict(problem, labelOf, [.. dealt.Where((_, i) => i % Folds != fold)]);
            right += dealt.Where((place, i) => i % Folds == fold && predictions[place] == labelOf[place]).Count();
        }
        return right;
    }

    private int[] Predict(Problem problem, int[] labelOf, int[] places)
    {
        ILearner model = learner.Draw(seed).Create();
        model.Start(problem.Items, problem.Units[0]);
        model.Fit(places, Array.ConvertAll(places, place => labelOf[place]), []);
        int classes = problem.Units[0].Classes;
        float[] probabilities = new float[problem.Items.Count * classes];
        model.Predict(problem.Items.Features, probabilities);
        return [.. Enumerable.Range(0, problem.Items.Count).Select(row => VectorMath.ArgMax(probabilities.AsSpan(row * classes, classes)))];
    }
}
