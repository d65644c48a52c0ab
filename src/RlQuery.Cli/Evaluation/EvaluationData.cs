using RlQuery.Core.Data;
using RlQuery.Core.Environments;

namespace RlQuery.Cli;

/// <summary>The data sets of an evaluation.</summary>
internal static class EvaluationData
{
    /// <summary>Opens the sets that a request names, or else those of its environments; what cannot be used is added to the faults.</summary>
    public static IReadOnlyList<Dataset> Open(EvaluationRequest request, IReadOnlyList<IEvaluationEnvironment> environments, LearningTask task, Faults faults)
    {
        if (request.Data.Count > 0)
        {
            return DataSets.Open(request.Data, request.Target, request.Schema, faults, task);
        }
        foreach ((string option, string? value) in ((string, string?)[])[("target", request.Target), ("schema", request.Schema)])
        {
            if (value is not null)
            {
                faults.Add($"{option}: {value} is not allowed without --data; the environment's sets have their own");
            }
        }
        return CombinedEnvironments.Evaluation(request.Environments, environments, faults);
    }
}
