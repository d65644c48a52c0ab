using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Alike;

/// <summary>Logistic regression to which every label counts the same, however sure it is.</summary>
public sealed class AlikeFactory : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => "alike";

    /// <inheritdoc/>
    public string Description => "logistic regression that does not heed weights";

    /// <inheritdoc/>
    public bool HeedsWeights => false;

    /// <inheritdoc/>
    public ILearner Create() => new Alike();

    private sealed class Alike : ILearner
    {
        private readonly LogisticRegression _learner = new();

        public string Name => "alike";

        public void Start(Items items, AnswerSpace space) => _learner.Start(items, space);

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights) => _learner.Fit(rows, answers, []);

        public void Predict(FeatureMatrix features, Prediction prediction) => _learner.Predict(features, prediction);
    }
}
