using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks;

namespace Heads;

/// <summary>The first view alone.</summary>
public sealed class FirstView() : ViewFactory(0);

/// <summary>The second view alone.</summary>
public sealed class SecondView() : ViewFactory(1);

/// <summary>The third view alone.</summary>
public sealed class ThirdView() : ViewFactory(2);

/// <summary>Logistic regression on one view of the data.</summary>
public abstract class ViewFactory(int view) : ILearnerFactory
{
    public string Name => $"view-{view + 1}";

    public string Description => "logistic regression on one view alone";

    public ILearner Create() => new OneView(Name, view);

    private sealed class OneView(string name, int view) : ILearner
    {
        private readonly LogisticRegression _model = new();
        private FeatureView? _view;
        private (FeatureMatrix All, FeatureMatrix Own)? _pool;
        private (FeatureMatrix All, FeatureMatrix Own)? _test;

        public string Name => name;

        public void Start(Items items, AnswerSpace space)
        {
            _view = items.Views[view];
            _pool = (items.Features, Of(items.Features));
            _model.Start(new Items(items.Name, items.DataHash, _pool.Value.Own, items.Rows, items.Origin), space);
        }

        public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights) => _model.Fit(rows, answers, weights);

        public void Predict(FeatureMatrix features, Prediction prediction)
        {
            if (ReferenceEquals(features, _pool!.Value.All))
            {
                _model.Predict(_pool.Value.Own, prediction);
                return;
            }
            if (!ReferenceEquals(features, _test?.All))
            {
                _test = (features, Of(features));
            }
            _model.Predict(_test.Value.Own, prediction);
        }

        private FeatureMatrix Of(FeatureMatrix all)
        {
            int width = _view!.Columns.Count;
            float[] values = new float[all.Rows * width];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = all.Row(i / width)[_view.Columns[i % width]] * _view.Scale;
            }
            return new FeatureMatrix(values, all.Rows, width);
        }
    }
}
