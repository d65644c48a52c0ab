namespace RlQuery.Core.Statistics.OffPolicy;

/// <summary>The rewards that a ridge regression on the features predicts for every action, also for those that were not taken.</summary>
/// <remarks>
/// Cross-fitted: each decision is predicted by a model that was fitted to the decisions of the other folds (V. Chernozhukov et al., "Double/Debiased Machine
/// Learning", 2018). Folds are dealt in turns, so that rewards that shrink over a session are between those that the model knows.
/// </remarks>
public static class RewardModel
{
    /// <summary>Number of folds.</summary>
    public const int Folds = 5;

    /// <summary>Predicts rewards.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <returns>Predicted reward of each action of each decision [decisions][actions].</returns>
    public static double[][] Predict(IReadOnlyList<LoggedDecision> decisions)
    {
        double[][] predicted = new double[decisions.Count][];
        for (int fold = 0; fold < Folds; fold++)
        {
            LoggedDecision[] others = [.. decisions.Where((_, i) => i % Folds != fold)];
            var model = new RidgeFit([.. others.Select(one => one.Features[one.Chosen])], [.. others.Select(one => one.Reward)]);
            for (int i = fold; i < decisions.Count; i += Folds)
            {
                predicted[i] = [.. decisions[i].Features.Select(model.Predict)];
            }
        }
        return predicted;
    }
}
