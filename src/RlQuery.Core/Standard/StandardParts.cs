using RlQuery.Core.Data.Formats;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Rewards;
using RlQuery.Core.Evaluation.Stopping;
using RlQuery.Core.Learners;
using RlQuery.Core.Learners.Bayes;
using RlQuery.Core.Learners.GaussianProcesses;
using RlQuery.Core.Learners.Neighbours;
using RlQuery.Core.Learners.Panels;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Learners.Translation;
using RlQuery.Core.Learners.Trees;
using RlQuery.Core.Signals;
using RlQuery.Core.Signals.Making;
using RlQuery.Core.Signals.Routing;
using RlQuery.Core.Signals.State;
using RlQuery.Core.Strategies;
using RlQuery.Core.Strategies.Making;
using RlQuery.Core.Strategies.Routing;
using RlQuery.Core.Tasks.Classification;
using RlQuery.Core.Tasks.Clustering;
using RlQuery.Core.Tasks.Multilabel;
using RlQuery.Core.Tasks.Regression;
using RlQuery.Core.Tasks.Segmentation;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Standard;

/// <summary>The parts of this library.</summary>
public static class StandardParts
{
    private static readonly IPart[] Learners =
    [
        new LogisticRegressionFactory(), new SupportVectorMachineFactory(), new RandomForestFactory(), new NearestNeighboursFactory(), new NaiveBayesFactory(),
        new GaussianProcessFactory(), new PanelFactory(), new PanelFactory(Teaching.CoTraining), new PanelFactory(Teaching.TriTraining),
        new RidgeRegressionFactory(), new GaussianProcessRegressionFactory(),
        new PairwiseKMeansFactory(), new ConstrainedKMeansFactory(), new MetricPairwiseKMeansFactory(), new ConstrainedSpectralFactory(),
        new SuperInstanceClustererFactory(), new TranslationMemoryFactory(),
    ];

    private static readonly IPart[] Signals =
    [
        new LeastConfidenceSignal(), new MarginSignal(), new MarginRankSignal(), new EntropySignal(),
        new VoteEntropySignal(), new KlDisagreementSignal(), new MutualInformationSignal(),
        new LeverageSignal(), new ExpectedGradientLengthSignal(), new ExpectedErrorReductionSignal(),
        new LabelledDistanceSignal(), new CoverageSignal(), new DensitySignal(), new InformationDensitySignal(),
        new NeighbourEntropySignal(), new LabelledNeighboursSignal(), new NeighbourDisagreementSignal(), new RaritySignal(),
        new ExpectedRaritySignal(), new ClassDistanceSignal(), new FacilityGainSignal(), new OutliernessSignal(), new VarianceReductionSignal(),
        new ExpectedBrierReductionSignal(), new ExpectedLogLossReductionSignal(),
        new PosteriorVarianceSignal(), new CommitteeVarianceSignal(), new ExpectedModelChangeSignal(),
        new OutputDistanceSignal(), new InputOutputDistanceSignal(), new WeightedGreedySignal(), new ExpectedVarianceReductionSignal(),
        new MaxEntropySignal(), new BinaryMinimizationSignal(), new MaximalConfidenceSignal(),
        new BadgeSignal(), new OpenClusterSignal(), new TypicalitySignal(),
        new GraphNoveltySignal(), new GraphCentralitySignal(), new GraphSharingSignal(), new GraphPropagationSignal(),
        new PictureLabelsSignal(), new PanelDisagreementSignal(),
        new FarthestFirstSignal(), new MinMaxSignal(), new NpuSignal(), new CobraSignal(), new LinkProbabilitySignal(), new RowNearnessSignal(),
        new NeighbourhoodSizeSignal(), new ClosureGrowthSignal(), new PlacementEntropySignal(), new PlacementDistanceSignal(), new PlacementOrderSignal(),
        new RowDoubtSignal(), new RowAnswersSignal(), new RowAgreementSignal(), new AnswerPriceSignal(), new AnswerPersonSignal(),
        new AnswerCredibilitySignal(), new AnswerInformationSignal(), new AnswerValueSignal(),
        new SentenceConfidenceSignal(), new SentenceVarianceSignal(), new NGramCoverageSignal(),
        new MadeSignal(), new MadeRaritySignal(), new MadeSurpriseSignal(), new MadeDistanceSignal(), new ClassMeanDistanceSignal(),
        new ProbCoverSignal(), new ClusterCentreSignal(), new ContrastiveSignal(), new McpalSignal(), new EpistemicUncertaintySignal(), new QuireSignal(),
        new ClusterMarginSignal(), new DiverseMiniBatchSignal(), new ClueSignal(), new FalcunSignal(), new RankedBatchSignal(), new DiscriminativeSignal(),
        new DensityWeightedSignal(), new DropoutDisagreementSignal(),
        new ValueOfInformationSignal(), new ExpectedOutputChangeSignal(), new BatchBaldSignal(), new BayesianCoresetSignal(), new VoteMarginSignal(),
        new ConsensusEntropySignal(), new VariationRatioSignal(), new CommitteeDeviationSignal(), new HierarchicalSignal(), new HintMarginSignal(),
        new BanditSignal(), new TransductiveInformationSignal(), new KlDivergenceSignal(), new ExpectedNumberChangeSignal(), new LeafNeedSignal(),
        new LearnedGainSignal(), new HerdingSignal(), new UncertainHerdingSignal(), new LightweightCoresetSignal(), new ItemCostSignal(),
        new AnswerUpperSignal(), new AnswerLoadSignal(), new AnswerNearbySignal(), new RowLatestSignal(), new RowSuspicionSignal(), new RowConsensusSignal(),
        new ExpectedCostSignal(), new CostMarginSignal(), new CostEmbeddingSignal(),
    ];

    private static readonly IPart[] StateValues =
    [
        new BudgetUsed(), new LabelsPerDimension(), new LeaveOneOutFit(), new ClassBalance(), new PoolEntropy(), new PoolEntropyChange(), new BalanceMismatch(),
        new BudgetLeft(), new LabelsPerClass(), new ClassCount(), new DimensionCount(), new LabelledConfidence(), new LeaveOneOutConfidence(),
        new NearestLabelAgreement(), new NeighbourhoodCount(), new PlacedShare(), new UnseenClasses(),
    ];

    private static readonly IPart[] Metrics =
    [
        ClassificationTask.Instance.DefaultMetric, new BalancedAccuracyMetric(), new F1Metric(), new MacroF1Metric(), new LogLossMetric(),
        new BrierScoreMetric(), new AucMetric(), new OutOfScopeRecallMetric(), new ClassesFoundMetric(), new MeanCostMetric(),
        RegressionTask.Instance.DefaultMetric, new MeanAbsoluteErrorMetric(), new DeterminationMetric(),
        new HammingLossMetric(), MultilabelTask.Instance.DefaultMetric, new LabelMacroF1Metric(), new SubsetAccuracyMetric(),
        ClusteringTask.Instance.DefaultMetric, new NormalizedMutualInformationMetric(),
        SegmentationTask.Instance.DefaultMetric, new PixelAccuracyMetric(),
        TranslationTask.Instance.DefaultMetric, new BleuMetric(), new ExactMatchMetric(), new SlotF1Metric(),
    ];

    private static readonly IPart[] Rewards =
    [
        new AccuracyGainFactory(), new GainOverReferenceFactory(), new AreaOverReferenceFactory(), new LabelsToTargetFactory(),
    ];

    // Signals bring their heuristics along.
    private static readonly Parts All = Parts.None.Deriving<ISignal>(SignalStrategy.Of).Composing<IQueryStrategy>(PerCostStrategy.Of).With(
    [
        .. TargetTasks.All, .. TableFormats.All, .. SyntheticTasks.All, .. Learners,
        new RandomStrategy(), .. Signals, new MarginByDensityStrategy(), new RepresentativeStrategy(), new TypiClustStrategy(),
        new GraphCoverageStrategy(), new GraphMarginStrategy(), new NewClassStrategy(), new NewClassMarginStrategy(), new SentenceRanksStrategy(),
        new UtteranceRanksStrategy(),
        .. RoutingStrategies.All, .. MakingStrategies.All,
        new KMeansSamplingStrategy(), new DropQueryStrategy(), new RegressionTreeStrategy(),
        .. StateValues, .. Metrics, .. Rewards, .. StoppingRules.All,
    ]);

    /// <summary>All parts of this library. The heuristics of signals that are added to them are there, too.</summary>
    public static Parts Create() => All;
}
