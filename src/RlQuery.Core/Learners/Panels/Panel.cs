using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Panels;

/// <summary>
/// A logistic regression for each view of the data (see <see cref="FeatureView"/>): the heads of a panel. It predicts the mean of their probabilities.
/// </summary>
/// <remarks>
/// The heads are a committee: query by committee with views is co-testing (I. Muslea, S. Minton and C.A. Knoblock, "Selective Sampling with Redundant Views",
/// 2000). Of data with a single view it predicts what <see cref="LogisticRegression"/> predicts, and is no committee.
/// </remarks>
public sealed class Panel : ILearner, ICommittee
{
    private PanelHead[] _heads = [];
    private int _classes;
    private float[] _own = [];

    /// <summary>Makes a panel.</summary>
    /// <param name="name">Its name in environment files.</param>
    internal Panel(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Members => _heads.Length;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _classes = space.Classes;
        int views = Math.Max(1, items.Views.Count);
        if (_heads.Length != views)
        {
            _heads = [.. Enumerable.Range(0, views).Select(_ => new PanelHead())];
        }
        for (int i = 0; i < views; i++)
        {
            _heads[i].Start(items, views > 1 ? items.Views[i] : null, space);
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        if (_heads.Length == 0)
        {
            throw new InvalidOperationException($"{Name}: call Start first");
        }
        foreach (PanelHead head in _heads)
        {
            head.Fit(rows, answers, weights);
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> mean = prediction.Probabilities[..(features.Rows * _classes)];
        _heads[0].Predict(features, mean);
        if (_heads.Length == 1)
        {
            return;
        }
        if (_own.Length < mean.Length)
        {
            _own = new float[mean.Length];
        }
        Span<float> own = _own.AsSpan(0, mean.Length);
        foreach (PanelHead head in _heads.AsSpan(1))
        {
            head.Predict(features, own);
            VectorMath.AddScaled(1, own, mean);
        }
        foreach (ref float probability in mean)
        {
            probability /= _heads.Length;
        }
    }

    /// <inheritdoc/>
    public void PredictMembers(FeatureMatrix features, Span<float> probabilities)
    {
        int block = features.Rows * _classes;
        for (int i = 0; i < _heads.Length; i++)
        {
            _heads[i].Predict(features, probabilities.Slice(i * block, block));
        }
    }
}
