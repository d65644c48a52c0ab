using RlQuery.Core.Signals;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Benchmarks.Steps;

/// <summary>The sets of signals whose steps are measured.</summary>
internal static class SignalSets
{
    /// <summary>Every signal of classification.</summary>
    public static IReadOnlyList<ISignal> All { get; } = [.. Known.Parts.All<ISignal>().Where(signal => signal.Needs.AreMetBy(ClassificationTask.Instance))];

    /// <summary>Those of class probabilities alone.</summary>
    public static IReadOnlyList<ISignal> Probabilities { get; } = [.. Known.Parts.All<ISignal>().Where(signal => signal.Needs == SignalNeeds.Probabilities)];

    /// <summary>All but the committee's and the look-ahead's.</summary>
    public static IReadOnlyList<ISignal> WithoutCommittee { get; } =
        [.. All.Where(
            signal => signal.Needs != SignalNeeds.Committee
                && signal is not (ExpectedErrorReductionSignal or VarianceReductionSignal or ExpectedBrierReductionSignal))];

    /// <summary>The state values of classification.</summary>
    public static IReadOnlyList<IStateValue> States { get; } =
        [.. Known.Parts.All<IStateValue>().Where(value => value.Needs.AreMetBy(ClassificationTask.Instance))];
}
