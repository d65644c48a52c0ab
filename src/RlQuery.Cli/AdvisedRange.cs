using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Queries;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Studies.Inputs;

namespace RlQuery.Cli;

/// <summary>Whether a table lies in the range of a policy, as <c>advise</c> tells it.</summary>
/// <param name="State"><see cref="Unknown"/>, <see cref="Inside"/> or <see cref="Outside"/>.</param>
/// <param name="Line">The same in words.</param>
internal sealed record AdvisedRange(string State, string Line)
{
    /// <summary>Name of the option that takes the policy all the same.</summary>
    public const string AllowOption = "--allow-out-of-range";

    /// <summary>The policy does not say what it was trained on.</summary>
    public const string Unknown = "unknown";

    /// <summary>Nothing that is known of the table is out of range.</summary>
    public const string Inside = "inside";

    /// <summary>Something is.</summary>
    public const string Outside = "outside";

    /// <summary>Checks a table.</summary>
    public static AdvisedRange Of(LearnedStrategy policy, Dataset data, Parts parts, CancellationToken cancellation)
    {
        string name = policy.Strategy.Name;
        if (policy.Range is null)
        {
            return new AdvisedRange(Unknown, $"Range unknown: {name} has no {PolicyRange.FileName}, which says what it was trained on.");
        }
        RangeAlarm? alarm = RangeCheck.Of(
            data, policy.Range, policy.Strategy, parts.FindLearner(policy.Document.Learner, ClassificationTask.Instance.Unit), policy.Document.Budget, 0,
            Environment.ProcessorCount, null, cancellation);
        return alarm is null
            ? new AdvisedRange(Inside, $"Range: nothing that is known of this table is out of what {name} was trained on.")
            : new AdvisedRange(
                Outside,
                $"Range: {alarm.Line(name)}; query and label take {ClassificationTask.Instance.Reference} in its place unless {AllowOption} is "
                + "given.");
    }
}
