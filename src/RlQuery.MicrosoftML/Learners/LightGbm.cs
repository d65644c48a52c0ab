using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>
/// Gradient boosted trees of LightGBM (G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", 2017), through Microsoft.ML.
/// </summary>
/// <remarks>
/// <para>100 trees of at most 31 leaves, rate 0.1, as Microsoft.ML has them, except for three settings that few labels need. A leaf may hold a single row, not 20.
/// Each row comes three times with a third of its weight, since LightGBM puts at least three rows into a bin of a feature and Microsoft.ML does not let it be
/// told otherwise. Each tree sees three features out of ten, and L2 is 1. Accuracy and log-loss on the test parts, mean over iris, heart, wdbc and digits, 4
/// splits, labels drawn at random:
/// <code>
///                                            10 labels       40 labels
/// a row comes once, all features, L2 0.01    0.629 1.706     0.789 0.684
/// once, 3 features of 10, L2 0.01            0.678 1.444     0.818 0.531
/// here                                       0.684 1.396     0.814 0.543
/// </code>
/// and with 3 labels wdbc goes from 0.563 to 0.671, since there is a model at all.</para>
/// <para>The native library needs the system's OpenMP runtime (Debian: libgomp1).</para>
/// </remarks>
public sealed class LightGbm() : MicrosoftLearner(LightGbmFactory.LearnerName, Copies)
{
    private const int Copies = 3;
    private const int Trees = 100;
    private const int Leaves = 31;
    private const double Rate = 0.1;
    private const double FeatureShare = 0.3;
    private const double Penalty = 1;

    private protected override ITransformer FitTwo(MLContext context, IDataView data) =>
        context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = nameof(Example.IsSecond),
            ExampleWeightColumnName = nameof(Example.Weight),
            NumberOfIterations = Trees,
            NumberOfLeaves = Leaves,
            LearningRate = Rate,
            MinimumExampleCountPerLeaf = Copies,
            Booster = new GradientBooster.Options { FeatureFraction = FeatureShare, L2Regularization = Penalty },
            NumberOfThreads = 1,
            Seed = 0,
            Deterministic = true,
            ForceColumnWise = true,
        }).Fit(data);

    private protected override ITransformer FitMore(MLContext context, IDataView data) =>
        context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Example.Class),
            ExampleWeightColumnName = nameof(Example.Weight),
            NumberOfIterations = Trees,
            NumberOfLeaves = Leaves,
            LearningRate = Rate,
            MinimumExampleCountPerLeaf = Copies,
            Booster = new GradientBooster.Options { FeatureFraction = FeatureShare, L2Regularization = Penalty },
            UseSoftmax = true,
            NumberOfThreads = 1,
            Seed = 0,
            Deterministic = true,
            ForceColumnWise = true,
        }).Fit(data);
}
