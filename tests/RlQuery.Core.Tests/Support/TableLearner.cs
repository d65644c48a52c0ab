using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>A learner that predicts a given table for the pool [pool x classes], whatever its labels; it has no curvature.</summary>
internal sealed class TableLearner(float[] table) : ILearner
{
    public string Name => "table";

    public void Start(Items items, AnswerSpace space)
    {
    }

    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
    }

    public void Predict(FeatureMatrix features, Prediction prediction) =>
        table.AsSpan(0, Math.Min(table.Length, prediction.Probabilities.Length)).CopyTo(prediction.Probabilities);
}

/// <summary>Makes learners with the given tables, one after the other, and begins again after the last.</summary>
internal sealed class TableLearnerFactory(params float[][] tables) : ILearnerFactory
{
    private int _made;

    public string Name => "table";

    public string Description => "given tables";

    public ILearner Create() => new TableLearner(tables[_made++ % tables.Length]);
}
