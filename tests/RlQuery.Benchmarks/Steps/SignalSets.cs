using RlQuery.Core.Signals;

namespace RlQuery.Benchmarks.Steps;

/// <summary>The sets of signals whose steps are measured.</summary>
internal static class SignalSets
{
    /// <summary>Those of class probabilities alone.</summary>
    public static IReadOnlyList<ISignal> Probabilities { get; } = [.. Known.Parts.All<ISignal>().Where(signal => signal.Needs == SignalNeeds.Probabilities)];

    /// <summary>All but the committee's and the look-ahead's.</summary>
    public static IReadOnlyList<ISignal> WithoutCommittee { get; } =
        [.. Known.Parts.All<ISignal>().Where(
            signal => signal.Needs != SignalNeeds.Committee
                && signal is not (ExpectedErrorReductionSignal or VarianceReductionSignal or ExpectedBrierReductionSignal))];

    /// <summary>Every signal of the library.</summary>
    public static IReadOnlyList<ISignal> All { get; } = Known.Parts.All<ISignal>();
}
