using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Predictions of each model of a learner that is itself an ensemble, such as a network with dropout or a panel of heads.</summary>
/// <remarks>Committee signals use these models in place of learners on bootstraps of the labelled rows.</remarks>
public interface ICommittee
{
    /// <summary>Number of models; the same in every fit of an episode. A single one is no committee: bootstraps stand in.</summary>
    int Members { get; }

    /// <summary>Predicts the class probabilities of every row of a matrix by each model.</summary>
    /// <param name="features">Rows with the problem's features.</param>
    /// <param name="probabilities">Receives [members x rows x classes].</param>
    void PredictMembers(FeatureMatrix features, Span<float> probabilities);
}
