using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace RlQuery.MicrosoftML.Learners;

/// <summary>
/// Microsoft.ML's linear models as they are by default: logistic regression for two classes, maximum entropy for more, with penalties L1 = 1 and L2 = 1, by
/// L-BFGS.
/// </summary>
/// <remarks>
/// Unlike <c>logistic-regression</c> it also has an L1 penalty, which drops features; with one label per class it may drop all of them.
/// </remarks>
public sealed class LinearMicrosoft() : MicrosoftLearner(LinearMicrosoftFactory.LearnerName)
{
    private protected override ITransformer FitTwo(MLContext context, IDataView data) =>
        context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(Example.IsSecond),
            ExampleWeightColumnName = nameof(Example.Weight),
            NumberOfThreads = 1,
        }).Fit(data);

    private protected override ITransformer FitMore(MLContext context, IDataView data) =>
        context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = nameof(Example.Class),
            ExampleWeightColumnName = nameof(Example.Weight),
            NumberOfThreads = 1,
        }).Fit(data);
}
