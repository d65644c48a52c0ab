using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Labelling.AnnotationTasks;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Difficulty;

/// <summary>A bundled set with simulated answers: a record of some rows, and others on which what is expected is measured.</summary>
/// <param name="Entry">The set.</param>
/// <param name="Record">Rows that some annotators answered before, in random order.</param>
/// <param name="Held">Rows that all annotators answered, and no model is told of.</param>
/// <param name="Spreads">1 - Σ p² of each held row, which is expected without a record.</param>
internal sealed record AnnotatedSet(CatalogEntry Entry, IReadOnlyList<RecordedRow> Record, IReadOnlyList<RecordedRow> Held, IReadOnlyList<double> Spreads)
{
    /// <summary>Rows with a true label, by which the learner is fitted.</summary>
    public const int Labels = 60;

    /// <summary>Rows of the record.</summary>
    public const int MostRecorded = 200;

    /// <summary>A set has at least so many rows: a hundred are held.</summary>
    public const int FewestRows = Labels + MostRecorded + 100;

    private const int MostRows = 1500;
    private const int Annotators = 8;
    private const int AnswersOfRecord = 3;

    /// <summary>Draws rows, annotators and answers, and fits the learner.</summary>
    /// <param name="entry">The set.</param>
    /// <param name="data">Its data.</param>
    /// <param name="learner">The learner.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    public static AnnotatedSet Create(CatalogEntry entry, Dataset data, ILearnerFactory learner, ulong seed)
    {
        ulong own = SeedSequence.Child(seed, entry.Name);
        int[] order = [.. new Pcg64(own, "rows").Permutation(data.Rows).Take(MostRows)];
        var labelled = order.Take(Labels).ToHashSet();
        Dataset known = data.Without(Enumerable.Range(0, data.Rows).Where(row => !labelled.Contains(row)));
        var table = new QueryTable(known, Enumerable.Range(0, data.Rows).Except(order).ToHashSet());
        int[] pool = table.AllRows;
        float[] values = [];
        Problem problem = table.ToProblem(pool, table.Standardize(pool, ref values, new BlockMemory()));
        var beliefs = new RowBeliefs(
            learner, own, problem, Array.ConvertAll(table.Labelled, ItemOf), known, item => pool[item].ToString("D9", CultureInfo.InvariantCulture));
        var annotators = new SimulatedAnnotators(
            problem.Items.Features, Array.ConvertAll(pool, row => data.Labels[row]), data.Classes, Annotators, SeedSequence.Child(own, "annotators"));
        var draws = new Pcg64(own, "answers");
        int[] others = [.. order.Skip(Labels).Select(ItemOf)];

        RecordedRow Ask(int item, int count)
        {
            int[] asked = new Pcg64(SeedSequence.Child(own, (ulong)item), "asked").Permutation(annotators.Count)[..count];
            var said = new RecordedAnswers(item, [.. asked.Select(annotator => annotators.Answer(annotator, item, draws))], 0);
            return new RecordedRow(DisagreementFeatures.Of(beliefs, item), said.Disagreement!.Value, count);
        }

        int ItemOf(int row) => Array.BinarySearch(pool, row);

        return new AnnotatedSet(
            entry, [.. others.Take(MostRecorded).Select(item => Ask(item, AnswersOfRecord))],
            [.. others.Skip(MostRecorded).Select(item => Ask(item, annotators.Count))],
            [.. others.Skip(MostRecorded).Select(item => DisagreementFeatures.Spread(beliefs.Of(item)))]);
    }
}
