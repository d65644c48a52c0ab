using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Policies;

namespace RlQuery.Torch.Training;

/// <summary>What a run ended in.</summary>
/// <param name="Document">The policy's description.</param>
/// <param name="Weights">The policy's weights: the best on the validation sets, or the last where there are none.</param>
/// <param name="Rows">The rows of training.csv.</param>
/// <param name="ExplorationName">Name of the column of <see cref="TrainingRow.Exploration"/>.</param>
/// <param name="Steps">Environment steps made.</param>
/// <param name="BestScore">Best validation score; NaN where none was taken.</param>
public sealed record TrainingResult(
    PolicyDocument Document, TensorFile Weights, IReadOnlyList<TrainingRow> Rows, string ExplorationName, long Steps, double BestScore)
{
    /// <summary>Where the policy's signals and state values are looked up.</summary>
    public required Parts Parts { get; init; }

    /// <summary>Writes policy files and training.csv, each atomically.</summary>
    /// <param name="folder">Folder of the policy.</param>
    public void Write(string folder)
    {
        TrainingCsv.Write(Path.Combine(folder, TrainingLog.Name), Rows, ExplorationName);
        PolicyWriter.Save(folder, Document, Weights, Parts);
    }
}
