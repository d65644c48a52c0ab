using RlQuery.Core.Data;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Panels;

/// <summary>One head of a panel: a logistic regression that sees one view. It may have lessons beside the answers.</summary>
internal sealed class PanelHead
{
    private readonly LogisticRegression _alone = new();
    private LogisticRegression? _taught;
    private LogisticRegression? _tested;
    private FeatureView? _view;
    private AnswerSpace _space;
    private FeatureMatrix? _all;
    private (FeatureMatrix All, FeatureMatrix Own)? _others;
    private bool _hasLessons;

    /// <summary>The items as it sees them.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Start"/>.</exception>
    private Items Own { get => field ?? throw new InvalidOperationException("call Start first"); set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="items">All features of the items.</param>
    /// <param name="view">What it sees of them; null for all.</param>
    /// <param name="space">The allowed answers.</param>
    public void Start(Items items, FeatureView? view, AnswerSpace space)
    {
        // Episodes of the same items, such as those of several strategies, have the same features.
        FeatureMatrix own = view is null ? items.Features : ReferenceEquals(items.Features, _all) && view == _view ? Own.Features : view.Of(items.Features);
        Own = view is null ? items : new Items(items.Name, items.DataHash, own, items.Rows, items.Origin);
        (_all, _view, _space, _others, _hasLessons) = (items.Features, view, space, null, false);
        _alone.Start(Own, space);
    }

    /// <summary>Fits it to answers alone, and forgets its lessons.</summary>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        _hasLessons = false;
        _alone.Fit(rows, answers, weights);
    }

    /// <summary>Fits it to answers and lessons.</summary>
    public void Learn(LabelledItems answers, Lessons lessons)
    {
        _hasLessons = lessons.Count > 0;
        if (_hasLessons)
        {
            _taught ??= new LogisticRegression();
            // Other lessons than before: nothing is known of the last solution.
            _taught.Start(Own, _space);
            _taught.Fit(
                [.. answers.Items, .. lessons.Items], new Answers((int[])[.. answers.Classes, .. lessons.Classes]), [.. answers.Weights, .. lessons.Weights]);
        }
    }

    /// <summary>Predicts every row of a matrix of all features.</summary>
    public void Predict(FeatureMatrix features, Span<float> probabilities) => Current.Predict(ViewOf(features), probabilities);

    /// <summary>Predicts some of the items.</summary>
    /// <returns>[items x classes].</returns>
    public float[] Predict(int[] items) => Predict(Current, items);

    /// <summary>Predicts some of the items from the answers of others.</summary>
    /// <param name="known">Answers.</param>
    /// <param name="items">The items to predict.</param>
    /// <returns>[items x classes].</returns>
    public float[] PredictFrom(LabelledItems known, int[] items)
    {
        _tested ??= new LogisticRegression();
        _tested.Start(Own, _space);
        _tested.Fit(known.Items, new Answers(known.Classes), known.Weights);
        return Predict(_tested, items);
    }

    private LogisticRegression Current => _hasLessons ? _taught! : _alone;

    private float[] Predict(LogisticRegression model, int[] items)
    {
        float[] probabilities = new float[items.Length * _space.Classes];
        model.Predict(Own.Features.Take(items), probabilities);
        return probabilities;
    }

    // The judge asks for the same rows after every fit.
    private FeatureMatrix ViewOf(FeatureMatrix features)
    {
        if (ReferenceEquals(features, _all))
        {
            return Own.Features;
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
