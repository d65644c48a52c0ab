using RlQuery.Core.Data;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Inputs;

namespace RlQuery.Studies.Evaluation;

/// <summary>The data sets of an evaluation.</summary>
internal static class EvaluationData
{
    /// <summary>Opens the sets that options name, or else those of its environments; what cannot be used is added to the faults.</summary>
    public static IReadOnlyList<Dataset> Open(EvaluationOptions options, IReadOnlyList<LoadedEnvironment> environments, ITask task, Faults faults)
    {
        if (options.Data.Count > 0)
        {
            ITableFeaturizer? featurizer = options.Encoders.Count == 0 ? options.Featurizer : faults.Collect(() => options.Featurizer.With(options.Encoders));
            return featurizer is null ? []
                : DataSets.Open(options.Data, options.Target, options.Schema, options.Header, faults, task, options.Parts, featurizer);
        }
        string? header = options.Header switch { true => "yes", false => "no", null => null };
        string? encoder = options.Encoders is [var first, ..] ? first : null;
        (string, string?)[] idle = [("target", options.Target), ("schema", options.Schema), ("header", header), ("encoder", encoder)];
        foreach ((string option, string? value) in idle)
        {
            if (value is not null)
            {
                faults.Add($"{option}: {value} is not allowed without --data; the environment's sets have their own");
            }
        }
        return CombinedEnvironments.Evaluation(options.Environments, environments, faults);
    }
}
