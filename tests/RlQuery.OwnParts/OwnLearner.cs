using RlQuery.Core.Learners;

namespace RlQuery.OwnParts;

/// <summary>Logistic regression under another name.</summary>
public sealed class OwnLearner : ILearnerFactory
{
    public string Name => "own-regression";

    public string Description => "logistic regression under another name";

    public ILearner Create() => new LogisticRegressionFactory().Create();
}
