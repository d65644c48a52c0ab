using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals;

/// <summary>The signals and state values that environment files, strategies and policies may name.</summary>
public static class SignalCatalog
{
    private static readonly Lock Changes = new();

    private static volatile ISignal[] _signals =
    [
        new LeastConfidenceSignal(), new MarginSignal(), new MarginRankSignal(), new EntropySignal(),
        new VoteEntropySignal(), new KlDisagreementSignal(), new MutualInformationSignal(),
        new LeverageSignal(), new ExpectedGradientLengthSignal(), new ExpectedErrorReductionSignal(),
        new LabelledDistanceSignal(), new CoverageSignal(), new DensitySignal(), new InformationDensitySignal(),
        new NeighbourEntropySignal(), new LabelledNeighboursSignal(), new NeighbourDisagreementSignal(), new RaritySignal(),
        new ExpectedRaritySignal(), new ClassDistanceSignal(), new FacilityGainSignal(), new OutliernessSignal(), new VarianceReductionSignal(),
        new ExpectedBrierReductionSignal(), new ExpectedLogLossReductionSignal(),
        new PosteriorVarianceSignal(), new CommitteeVarianceSignal(), new ExpectedModelChangeSignal(), new OutputDistanceSignal(), new InputOutputDistanceSignal(),
    ];

    private static volatile IStateValue[] _state =
    [
        new BudgetUsed(), new LabelsPerDimension(), new ClassBalance(), new PoolEntropy(), new PoolEntropyChange(), new BalanceMismatch(),
        new BudgetLeft(), new LabelsPerClass(), new ClassCount(), new DimensionCount(), new LabelledConfidence(), new LeaveOneOutConfidence(), new NearestLabelAgreement(),
    ];

    /// <summary>All signals, in the order in which they are listed: those of this library, then those that were added.</summary>
    public static IReadOnlyList<ISignal> Signals => _signals;

    /// <summary>The signals that a task can give, in the order in which they are listed.</summary>
    /// <param name="task">The task.</param>
    public static IReadOnlyList<ISignal> Of(ITask task) => [.. Signals.Where(signal => signal.Needs.AreMetBy(task))];

    /// <summary>All state values, in the order in which they are listed: those of this library, then those that were added.</summary>
    public static IReadOnlyList<IStateValue> State => _state;

    /// <summary>Adds signals of one's own, as the program does when it starts, before it reads an environment or a policy that names them.</summary>
    /// <remarks>For the whole program: files name signals, and who reads a file cannot know who brought them.</remarks>
    /// <param name="signals">Signals; one that is in the catalog already, by name and type, is left out.</param>
    /// <exception cref="ArgumentException">A name is that of another signal.</exception>
    public static void Add(params ReadOnlySpan<ISignal> signals)
    {
        lock (Changes)
        {
            _signals = KnownNames.With(_signals, signals, signal => signal.Name);
        }
    }

    /// <summary>Adds state values of one's own; see <see cref="Add(ReadOnlySpan{ISignal})"/>.</summary>
    /// <param name="values">State values; one that is in the catalog already, by name and type, is left out.</param>
    /// <exception cref="ArgumentException">A name is that of another state value.</exception>
    public static void Add(params ReadOnlySpan<IStateValue> values)
    {
        lock (Changes)
        {
            _state = KnownNames.With(_state, values, value => value.Name);
        }
    }
}
