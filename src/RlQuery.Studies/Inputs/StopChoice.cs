using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Tasks;

namespace RlQuery.Studies.Inputs;

/// <summary>The stopping rules that are asked for.</summary>
internal static class StopChoice
{
    /// <summary>Reads expressions; invalid and repeated ones, and any where texts are predicted, are added to the faults.</summary>
    public static IReadOnlyList<IStoppingRule> Parse(IReadOnlyList<string> texts, Parts parts, ITask task, Faults faults)
    {
        if (texts.Count > 0 && task.Unit == TargetKind.Text)
        {
            faults.Add($"stop: rules look at predicted classes or numbers, and in {task.Name} texts are predicted; leave it out");
        }
        IStoppingRule[] rules = [.. texts.Select(text => faults.Collect(() => StoppingExpression.Parse(text, parts))).OfType<IStoppingRule>()];
        faults.Once("stop", rules.Select(rule => rule.Text));
        return rules;
    }
}
