using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Support;

/// <summary>Makes learners that count how often they are fitted; members of a committee, which are fitted with weights, apart.</summary>
internal sealed class CountingLearners(ILearnerFactory factory) : ILearnerFactory
{
    public int Fits { get; private set; }

    public int FitsOfMembers { get; private set; }

    public string Name => factory.Name;

    public string Description => factory.Description;

    public TargetKind Predicts => factory.Predicts;

    public ILearner Create() => new Counting(this, factory.Create());

    private sealed class Counting(CountingLearners owner, ILearner learner) : ILearner
    {
        public string Name => learner.Name;

        public void Start(Items items, AnswerSpace space) => learner.Start(items, space);

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
        {
            owner.Fits += weights.IsEmpty ? 1 : 0;
            owner.FitsOfMembers += weights.IsEmpty ? 0 : 1;
            learner.Fit(rows, answers, weights);
        }

        public void Predict(FeatureMatrix features, Prediction prediction) => learner.Predict(features, prediction);
    }
}
