using RlQuery.Studies.Analyses;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Training;

namespace RlQuery.Studies.CrossValidation;

/// <summary>What came of a cross-validation.</summary>
/// <param name="Evaluation">The evaluation over all finished folds.</param>
/// <param name="Trained">The policies that were trained, in the order of the folds.</param>
/// <param name="Missing">Folds that are not finished yet, from 1.</param>
public sealed record CrossValidationResults(EvaluationResults Evaluation, IReadOnlyList<TrainedPolicy> Trained, IReadOnlyList<int> Missing)
{
    /// <summary>What follows from the episodes.</summary>
    public LearnerResults Results => Evaluation.Learners[0];
}
