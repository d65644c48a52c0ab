using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Panels;

/// <summary>One head of a panel: a logistic regression that sees one view.</summary>
internal sealed class PanelHead
{
    private readonly LogisticRegression _model = new();
    private FeatureView? _view;
    private (FeatureMatrix All, FeatureMatrix Own) _items;
    private (FeatureMatrix All, FeatureMatrix Own)? _others;

    /// <summary>Begins an episode.</summary>
    /// <param name="items">All features of the items.</param>
    /// <param name="view">What it sees of them; null for all.</param>
    /// <param name="space">The allowed answers.</param>
    public void Start(Items items, FeatureView? view, AnswerSpace space)
    {
        // Episodes of the same items, such as those of several strategies, have the same features.
        if (!ReferenceEquals(items.Features, _items.All) || view != _view)
        {
            _items = (items.Features, view?.Of(items.Features) ?? items.Features);
            _others = null;
            _view = view;
        }
        _model.Start(view is null ? items : new Items(items.Name, items.DataHash, _items.Own, items.Rows, items.Origin), space);
    }

    /// <summary>Fits it to answers.</summary>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights) => _model.Fit(rows, answers, weights);

    /// <summary>Predicts every row of a matrix of all features.</summary>
    public void Predict(FeatureMatrix features, Span<float> probabilities) => _model.Predict(ViewOf(features), probabilities);

    // The judge asks for the same rows after every fit.
    private FeatureMatrix ViewOf(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _items.All))
        {
            return _items.Own;
        }
        if (_view is null)
        {
            return features;
        }
        if (!ReferenceEquals(features, _others?.All))
        {
            _others = (features, _view.Of(features));
        }
        return _others.Value.Own;
    }
}
