namespace RlQuery.Core.Environments;

/// <summary>What an environment of regression may say: nothing of what is for training policies, nor of classes.</summary>
internal static class RegressionRules
{
    public static IEnumerable<string> Faults(EnvironmentDefinition definition)
    {
        (string Name, bool Given)[] training =
        [
            ("training.data", definition.Training.Data.Count > 0), ("training.synthetic", definition.Training.Synthetic.Count > 0),
            ("training.learners", definition.Training.Learners.Count > 0), ("validation", definition.Validation.Count > 0), ("candidates", definition.Candidates != 0),
            ("signals", definition.Signals.Count > 0), ("state", definition.State.Count > 0), ("reward", definition.Reward != new RewardDefinition()),
            ("agents", definition.Agents.Count > 0), ("tune", definition.Tune.Count > 0),
        ];
        foreach ((string name, _) in training.Where(one => one.Given))
        {
            yield return $"{name}: is for training policies, which regression does not have; leave it out";
        }
        if (definition.StartPerClass != 1)
        {
            yield return $"startPerClass: {definition.StartPerClass} is not allowed in regression, which has no classes; use startLabels";
        }
    }
}
