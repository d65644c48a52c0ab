namespace RlQuery.Core.Signals;

/// <summary>The signals and state values that environment files, strategies and policies may name.</summary>
public static class SignalCatalog
{
    /// <summary>All signals, in the order in which they are listed.</summary>
    public static IReadOnlyList<ISignal> Signals { get; } =
    [
        new LeastConfidenceSignal(), new MarginSignal(), new MarginRankSignal(), new EntropySignal(),
        new VoteEntropySignal(), new KlDisagreementSignal(), new MutualInformationSignal(),
        new LeverageSignal(), new ExpectedGradientLengthSignal(), new ExpectedErrorReductionSignal(),
        new LabelledDistanceSignal(), new CoverageSignal(), new DensitySignal(), new InformationDensitySignal(),
        new NeighbourEntropySignal(), new LabelledNeighboursSignal(), new NeighbourDisagreementSignal(), new RaritySignal(),
        new ExpectedRaritySignal(), new ClassDistanceSignal(), new FacilityGainSignal(), new OutliernessSignal(), new VarianceReductionSignal(),
        new ExpectedBrierReductionSignal(),
    ];

    /// <summary>All state values, in the order in which they are listed.</summary>
    public static IReadOnlyList<IStateValue> State { get; } =
    [
        new BudgetUsed(), new LabelsPerDimension(), new ClassBalance(), new PoolEntropy(), new PoolEntropyChange(), new BalanceMismatch(),
        new BudgetLeft(), new LabelsPerClass(), new ClassCount(), new DimensionCount(), new LabelledConfidence(), new LeaveOneOutConfidence(), new NearestLabelAgreement(),
    ];
}
