using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Augmentation.Features;

/// <summary>A learner that is fitted to made feature vectors beside the labelled rows.</summary>
/// <remarks>
/// Vectors are made of the labelled rows of a fit alone, anew in each fit, from the data, the start rows and the class: the same labels give the same vectors.
/// They stand in a matrix of their own, so that neither the items nor the judge know them. Where none is made, the learner is fitted as it is by itself.
/// </remarks>
/// <param name="learner">The learner.</param>
/// <param name="name">Its name.</param>
/// <param name="settings">How vectors are made.</param>
internal sealed class AugmentedLearner(ILearner learner, string name, FeatureAugmentation settings) : ILearner
{
    private readonly IFeatureMethod _method = FeatureMethods.Find(settings.Method);
    private readonly LabelledRows _labelled = new();
    private Items? _items;
    private AnswerSpace _space;
    private ulong _seed;
    private bool _isPlain;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        (_items, _space) = (items, space);
        _seed = items.Seed("augmentation");
        learner.Start(items, space);
        _isPlain = true;
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        Items items = _items ?? throw new InvalidOperationException($"{name}: call Start first");
        _labelled.Take(items, _space.Classes, rows, answers.Classes, weights);
        int[] made = Counts();
        int total = made.Sum();
        if (total == 0)
        {
            if (!_isPlain)
            {
                learner.Start(items, _space);
                _isPlain = true;
            }
            learner.Fit(rows, answers, weights);
            return;
        }
        _isPlain = false;
        int real = _labelled.Count;
        float[] values = new float[(real + total) * items.Features.Columns];
        int[] labels = new int[real + total];
        double[] own = new double[real + total];
        Array.Fill(own, settings.Weight);
        _labelled.Labels.CopyTo(labels);
        _labelled.Weights.CopyTo(own);
        for (int i = 0; i < real; i++)
        {
            items.Features.Row(_labelled.Rows[i]).CopyTo(values.AsSpan(i * items.Features.Columns));
        }
        QualityPanel? panel = settings.Made == 1 ? null
            : new QualityPanel(items.Features.Take(_labelled.Rows), _labelled.Labels.ToArray(), _space.Classes);
        Make(items.Features, made, panel, values, labels);
        learner.Start(Joined(items, values, real, total), _space);
        learner.Fit([.. Enumerable.Range(0, labels.Length)], labels, own);
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction) => learner.Predict(features, prediction);

    // How many are made of each class. Those with a single label have nothing to be made between.
    private int[] Counts()
    {
        int[] counts = new int[_space.Classes];
        foreach (int label in _labelled.Labels)
        {
            counts[label]++;
        }
        int full = settings.PerClass ?? counts.Max();
        return Array.ConvertAll(counts, count => count < 2 ? 0 : Math.Max(0, full - count));
    }

    private void Make(FeatureMatrix features, int[] made, QualityPanel? panel, float[] values, int[] labels)
    {
        int place = _labelled.Count;
        for (int label = 0; label < made.Length; label++)
        {
            if (made[label] == 0)
            {
                continue;
            }
            int[] own = [.. Enumerable.Range(0, _labelled.Count).Where(i => _labelled.Labels[i] == label).Select(i => _labelled.Rows[i])];
            var random = new Pcg64(SeedSequence.Child(_seed, (ulong)label));
            float[] drafts = new float[settings.Made * made[label] * features.Columns];
            _method.Make(features, own, random, drafts);
            (panel is null ? drafts : Best(new FeatureMatrix(drafts, settings.Made * made[label], features.Columns), label, made[label], panel))
                .CopyTo(values.AsSpan(place * features.Columns));
            labels.AsSpan(place, made[label]).Fill(label);
            place += made[label];
        }
    }

    // A stable order: ties go to what was made first.
    private static ReadOnlySpan<float> Best(FeatureMatrix drafts, int label, int count, QualityPanel panel)
    {
        double[] agreements = panel.Agreements(
            drafts, [.. Enumerable.Repeat(label, drafts.Rows)], [.. Enumerable.Repeat(QualityPanel.NoParent, drafts.Rows)]);
        return drafts.Take([.. Enumerable.Range(0, drafts.Rows).OrderByDescending(row => agreements[row]).Take(count)]).Values;
    }

    // Made rows come after all rows of the data set. The origin is that of the episode, by its new places.
    private Items Joined(Items items, float[] values, int real, int made)
    {
        int[] rows =
        [
            .. Enumerable.Range(0, real).Select(i => items.Rows[_labelled.Rows[i]]), .. Enumerable.Range(int.MaxValue - made, made),
        ];
        int[] origin = [.. items.Origin.Select(item => Array.IndexOf(rows, items.Rows[item], 0, real)).Where(place => place >= 0)];
        return new Items(items.Name, items.DataHash, new FeatureMatrix(values, real + made, items.Features.Columns), rows, origin);
    }
}
