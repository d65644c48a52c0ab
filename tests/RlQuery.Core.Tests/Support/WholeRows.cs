using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Logistic regression that offers whitened rows of all features alone, so that nothing is computed in the span of the labelled rows.</summary>
internal sealed class WholeRows : ILearner, ICurvature
{
    private readonly LogisticRegression _inner = new();

    public string Name => "whole-rows";

    public int Blocks => _inner.Blocks;

    public int WhitenedWidth => _inner.WhitenedWidth;

    public int BlockClass(int block) => _inner.BlockClass(block);

    public void Start(Items items, AnswerSpace space) => _inner.Start(items, space);

    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights) => _inner.Fit(rows, answers, weights);

    public void Predict(FeatureMatrix features, Prediction prediction) => _inner.Predict(features, prediction);

    public void FactorHessian() => _inner.FactorHessian();

    public void Whiten(int block, FeatureMatrix features, ReadOnlySpan<int> rows, Span<float> whitened) => _inner.Whiten(block, features, rows, whitened);

    /// <summary>Makes them.</summary>
    internal sealed class Factory : ILearnerFactory
    {
        public string Name => "whole-rows";

        public string Description => "logistic regression that whitens whole rows";

        public ILearner Create() => new WholeRows();
    }
}
