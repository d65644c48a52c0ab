using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>Predictions of a session's learner, once two classes or two numbers are labelled.</summary>
/// <param name="table">The table.</param>
/// <param name="learner">The learner.</param>
/// <param name="seed">Seed of the session.</param>
/// <param name="heldBack">Rows whose labels are kept from the learner. It does not predict them either, so that it does not influence what measures it.</param>
public sealed class ExpectedAnswers(LabellingTable table, ILearnerFactory learner, ulong seed, IReadOnlySet<int> heldBack)
{
    /// <summary>What it expects of each row.</summary>
    /// <param name="state">The session.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <returns>One per row; null for held-back rows, and for all rows while there are too few labels.</returns>
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
