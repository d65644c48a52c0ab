using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Learners.Panels;

/// <summary>
/// A logistic regression for each view of the data (see <see cref="FeatureView"/>): the heads of a panel. It predicts the mean of their probabilities.
/// </summary>
/// <remarks>
/// <para>
/// With <see cref="Teaching"/>, heads also learn items that have no answer yet from each other (<see cref="CoTraining"/>, <see cref="TriTraining"/>). These
/// lessons are made anew in each fit, from heads that know the answers alone: when a person answers an item, what was taught of it is gone. They come from a
/// sample of 300 items of the pool. A panel of two heads cannot train by agreement of several: the other one alone decides.
/// </para>
/// The heads are a committee: query by committee with views is co-testing (I. Muslea, S. Minton and C.A. Knoblock, "Selective Sampling with Redundant Views",
/// 2000). Of data with a single view it predicts what <see cref="LogisticRegression"/> predicts, and is no committee.
/// </remarks>
public sealed class Panel : ILearner, ICommittee
{
    /// <summary>The smallest probability of a class that a head is sure of.</summary>
    internal const float Sure = 0.8f;

    /// <summary>The weight of a lesson, where an answer has 1.</summary>
    internal const double LessonWeight = 0.3;

    /// <summary>Most lessons of a head.</summary>
    internal const int MostLessons = 60;

    private readonly Teaching _teaching;
    private readonly PanelSample _sample = new();
    private readonly Lessons _lessons = new();
    private PanelHead[] _heads = [];
    private Items? _items;
    private int _classes;
    private float[] _own = [];

    /// <summary>Makes a panel.</summary>
    /// <param name="name">Its name in environment files.</param>
    /// <param name="teaching">How its heads teach each other.</param>
    internal Panel(string name, Teaching teaching) => (Name, _teaching) = (name, teaching);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Members => _heads.Length;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
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
        if (views > 1 && _teaching != Teaching.None)
        {
            _sample.Start(items);
        }
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        if (_items is null)
        {
            throw new InvalidOperationException($"{Name}: call Start first");
        }
        foreach (PanelHead head in _heads)
        {
            head.Fit(rows, answers, weights);
        }
        if (_heads.Length > 1 && _teaching != Teaching.None)
        {
            double[] own = weights.IsEmpty ? [.. Enumerable.Repeat(1.0, rows.Length)] : weights.ToArray();
            Teach(new LabelledItems(rows.ToArray(), answers.Classes.ToArray(), own), _sample.Without(rows));
        }
    }

    private void Teach(LabelledItems answers, int[] open)
    {
        if (answers.Classes.Distinct().Count() < 2)
        {
            return;
        }
        var beliefs = new Beliefs(open, _classes, Array.ConvertAll(_heads, head => head.Predict(open)));
        (Beliefs Beliefs, IReadOnlyList<int> Classes)? tested =
            _teaching == Teaching.TriTraining ? HeldOutAnswers.Of(_heads, answers, _items!.Rows, _classes) : null;
        for (int pupil = 0; pupil < _heads.Length; pupil++)
        {
            _lessons.Clear();
            if (tested is { } known)
            {
                TriTraining.Choose(beliefs, known.Beliefs, known.Classes, answers.Items.Length, pupil, _lessons);
            }
            else
            {
                CoTraining.Choose(beliefs, pupil, MostLessons / (_heads.Length - 1), _lessons);
            }
            _heads[pupil].Learn(answers, _lessons);
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
