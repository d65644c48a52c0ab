using RlQuery.Core.Evaluation.Stopping;

namespace RlQuery.Cli;

/// <summary>The stopping rules that a command line names.</summary>
internal static class StopChoice
{
    /// <summary>Reads expressions; what is wrong with them, and what is given twice, is added to the faults.</summary>
    public static IReadOnlyList<IStoppingRule> Parse(IReadOnlyList<string> texts, Faults faults)
    {
        IStoppingRule[] rules = [.. texts.Select(text => faults.Collect(() => StoppingExpression.Parse(text))).OfType<IStoppingRule>()];
        foreach (string text in rules.GroupBy(rule => rule.Text).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            faults.Add($"stop: '{text}' is given twice; name each once");
        }
        return rules;
    }
}
