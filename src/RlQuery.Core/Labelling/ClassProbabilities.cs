using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>What a session's learner thinks of rows, once two classes are labelled.</summary>
/// <param name="table">The table.</param>
/// <param name="learner">The learner.</param>
/// <param name="seed">Seed of the session.</param>
/// <param name="heldBack">Rows whose labels are kept from the learner; of them it is not asked either, lest it had a say in what measures it.</param>
public sealed class ClassProbabilities(LabellingTable table, ILearnerFactory learner, ulong seed, IReadOnlySet<int> heldBack)
{
    /// <summary>The probability of each class for each row.</summary>
    /// <param name="state">The session.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <returns>As many as there are rows; null for rows that are held back, and for all while fewer than two classes are labelled.</returns>
    public IReadOnlyList<float[]?> Of(LabellingState state, IReadOnlyList<int> rows)
    {
        Dataset data = table.Labelled(state, heldBack);
        int[] asked = [.. rows.Where(row => !heldBack.Contains(row))];
        if (asked.Length == 0 || !QueryBatch.IsLearnable(data))
        {
            return new float[]?[rows.Count];
        }
        int[] labelled = [.. state.Labelled.Where(row => !heldBack.Contains(row))];
        int[] pool = [.. labelled.Concat(asked).Distinct().Order()];
        Problem problem = table.ToProblem(data, pool);
        ILearner model = learner.Draw(seed).Create();
        model.Start(problem.Items, problem.Units[0]);
        int[] places = Array.ConvertAll(labelled, row => Array.BinarySearch(pool, row));
        model.Fit(places, Array.ConvertAll(labelled, row => data.Labels[row]), []);
        int classes = problem.Units[0].Classes;
        float[] probabilities = new float[pool.Length * classes];
        model.Predict(problem.Items.Features, probabilities);
        return [.. rows.Select(row => heldBack.Contains(row) ? null : probabilities.AsSpan(Array.BinarySearch(pool, row) * classes, classes).ToArray())];
    }
}
