using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>
/// Gradient boosted trees of LightGBM (G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", 2017), through Microsoft.ML.
/// </summary>
/// <remarks>
/// <para>100 trees of at most 31 leaves and rate 0.1 are Microsoft.ML's defaults. Three settings differ, for data with few labels. A leaf may hold a single
/// row, not 20: each row is repeated three times with a third of its weight, since LightGBM puts at least three rows into a bin of a feature and Microsoft.ML
/// has no setting for that. Each tree sees three of ten features. The L2 penalty is 1.</para>
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
