using RlQuery.Core.Policies;
namespace RlQuery.Torch.Training;
/// <summary>x</summary>
public sealed record TrainingResult(IReadOnlyList<TrainingRow> Rows, long Steps, double BestScore);
