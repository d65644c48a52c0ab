using RlQuery.Core.Data;

namespace RlQuery.Core.Learners;

/// <summary>Predictions of each model of a learner that is itself an ensemble, such as a network with dropout.</summary>
/// <remarks>
/// Committee signals use these models in place of learners on bootstraps of the labelled rows: they are samples from the learner's posterior.
/// </remarks>
public interface IPosteriorSamples
{
    /// <summary>Number of models, at least 2; the same in every fit.</summary>
    int Samples { get; }

    /// <summary>Predicts the class probabilities of every row of a matrix by each model.</summary>
    /// <param name="features">Rows with the problem's features.</param>
    /// <param name="probabilities">Receives [samples x rows x classes].</param>
    void PredictSamples(FeatureMatrix features, Span<float> probabilities);
}
