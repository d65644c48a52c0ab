using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>What a session's learner expects of rows, once two classes are labelled, or two numbers.</summary>
/// <param name="table">The table.</param>
/// <param name="learner">The learner.</param>
/// <param name="seed">Seed of the session.</param>
/// <param name="heldBack">Rows whose labels are kept from the learner; of them it is not asked either, lest it had a say in what measures it.</param>
public sealed class ExpectedAnswers(LabellingTable table, ILearnerFactory learner, ulong seed, IReadOnlySet<int> heldBack)
{
    /// <summary>What it expects of each row.</summary>
    /// <param name="state">The session.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <returns>As many as there are rows; null for rows that are held back, and for all while too little is labelled.</returns>
    public IReadOnlyList<Expectation?> Of(LabellingState state, IReadOnlyList<int> rows)
    {
        Dataset data = table.Labelled(state, heldBack);
        int[] asked = [.. rows.Where(row => !heldBack.Contains(row))];
        if (asked.Length == 0 || !QueryBatch.IsLearnable(data))
        {
            return new Expectation?[rows.Count];
        }
        int[] labelled = [.. state.Labelled.Where(row => !heldBack.Contains(row))];
        int[] pool = [.. labelled.Concat(asked).Distinct().Order()];
        Problem problem = table.ToProblem(data, pool);
        var model = new FittedModel(learner, seed, problem, Array.ConvertAll(labelled, row => Array.BinarySearch(pool, row)), data);
        return [.. rows.Select(row => heldBack.Contains(row) ? null : model.Expect(Array.BinarySearch(pool, row)))];
    }
}
