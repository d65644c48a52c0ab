using RlQuery.Core;
using RlQuery.Core.Evaluation.Stopping;

namespace RlQuery.Studies.Inputs;

/// <summary>The stopping rules that are asked for.</summary>
internal static class StopChoice
{
    /// <summary>Reads expressions; invalid and repeated ones are added to the faults.</summary>
    public static IReadOnlyList<IStoppingRule> Parse(IReadOnlyList<string> texts, Parts parts, Faults faults)
    {
        IStoppingRule[] rules = [.. texts.Select(text => faults.Collect(() => StoppingExpression.Parse(text, parts))).OfType<IStoppingRule>()];
        faults.Once("stop", rules.Select(rule => rule.Text));
        return rules;
    }
}
