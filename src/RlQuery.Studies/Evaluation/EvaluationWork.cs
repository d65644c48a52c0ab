using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;
using RlQuery.Studies.Parcels;

namespace RlQuery.Studies.Evaluation;

/// <summary>Plays episodes of an evaluation from another process. An answer is the episode's line of the journal.</summary>
/// <param name="plan">What is compared.</param>
/// <param name="settings">Which episodes there are.</param>
internal sealed class EvaluationWork(EvaluationPlan plan, EvaluationSettings settings) : IParcelWork
{
    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Do(byte[] context, IReadOnlyList<int> items, CancellationToken cancellation)
    {
        GridCell[] cells = [.. items.Select(item => settings.CellAt(item))];
        var answers = new List<byte[]>();
        EvaluationRun.Run(plan, cells, new SerialExecutor(), outcome => answers.Add(JournalLine.Of(outcome)), cancellation);
        return answers;
    }
}
