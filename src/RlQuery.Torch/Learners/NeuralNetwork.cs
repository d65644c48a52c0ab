using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Torch.Learners;

/// <summary>
/// A network with one hidden layer of 64 ReLU units, followed by dropout of one half, also at prediction: each mask of the units is a model, and
/// probabilities are the mean over 20 of them (Y. Gal and Z. Ghahramani, "Dropout as a Bayesian Approximation", ICML 2016).
/// </summary>
/// <remarks>
/// A model leaves out the same units for all rows. 200 steps of Adam (rate 0.01, decoupled weight decay 0.01) on all labelled rows, each time from the same
/// first weights and with the same masks: a fit is a function of data set, start rows and labels, whatever their order. Weights are the rows' shares of the
/// loss. Classes without a label get probability 0. Torch trains; predictions are managed code.
/// </remarks>
public sealed class NeuralNetwork : ILearner, ICommittee
{
    private const int Hidden = 64;
    private const int Masks = 20;
    private const double Dropout = 0.5;

    private readonly LabelledRows _labelled = new();
    private readonly float[] _masks = new float[Masks * Hidden];
    private readonly float[] _active = new float[Hidden];
    private readonly float[] _left = new float[Hidden];
    private Items? _items;
    private int _classes;
    private DropoutWeights? _weights;
    private ulong _seed;
    private float[] _scores = [];

    /// <inheritdoc/>
    public string Name => NeuralNetworkFactory.LearnerName;

    /// <inheritdoc/>
    public int Members => Masks;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        _seed = items.Seed(NeuralNetworkFactory.LearnerName);
        DropoutMask.Draw(new Pcg64(_seed, "masks"), Dropout, _masks);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> labels = answers.Classes;
        Items items = _items ?? throw new InvalidOperationException("neural-network: call Start first");
        _labelled.Take(items, _classes, rows, labels, weights);
        if (_labelled.Classes.Length >= 2)
        {
            _weights = DropoutTraining.Train(items.Features, _labelled, Hidden, Dropout, _seed);
            _scores = new float[_labelled.Classes.Length];
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> probabilities = prediction.Probabilities;
        int classes = _classes;
        probabilities = probabilities[..(features.Rows * classes)];
        if (_labelled.PredictWithoutModel(classes, probabilities))
        {
            return;
        }
        for (int i = 0; i < features.Rows; i++)
        {
            Activate(features.Row(i));
            Span<float> target = probabilities.Slice(i * classes, classes);
            for (int mask = 0; mask < Masks; mask++)
            {
                Score(mask);
                for (int k = 0; k < _scores.Length; k++)
                {
                    target[_labelled.Classes[k]] += _scores[k];
                }
            }
            Normalise(target);
        }
    }

    /// <inheritdoc/>
    public void PredictMembers(FeatureMatrix features, Span<float> probabilities)
    {
        int classes = _classes;
        int block = features.Rows * classes;
        probabilities = probabilities[..(Masks * block)];
        if (_labelled.PredictWithoutModel(classes, probabilities))
        {
            return;
        }
        for (int i = 0; i < features.Rows; i++)
        {
            Activate(features.Row(i));
            for (int mask = 0; mask < Masks; mask++)
            {
                Score(mask);
                for (int k = 0; k < _scores.Length; k++)
                {
                    probabilities[(mask * block) + (i * classes) + _labelled.Classes[k]] = _scores[k];
                }
            }
        }
    }

    private static void Normalise(Span<float> probabilities)
    {
        float total = 0;
        foreach (float p in probabilities)
        {
            total += p;
        }
        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] /= total;
        }
    }

    private void Activate(ReadOnlySpan<float> x)
    {
        for (int unit = 0; unit < Hidden; unit++)
        {
            ReadOnlySpan<float> weights = _weights!.Hidden.AsSpan(unit * (x.Length + 1), x.Length + 1);
            _active[unit] = MathF.Max(0, VectorMath.Dot(x, weights) + weights[x.Length]);
        }
    }

    private void Score(int mask)
    {
        ReadOnlySpan<float> kept = _masks.AsSpan(mask * Hidden, Hidden);
        for (int unit = 0; unit < Hidden; unit++)
        {
            _left[unit] = _active[unit] * kept[unit];
        }
        for (int k = 0; k < _scores.Length; k++)
        {
            _scores[k] = VectorMath.Dot(_left, _weights!.Output.AsSpan(k * Hidden, Hidden)) + _weights.Bias[k];
        }
        Probability.Softmax(_scores, _scores.Length);
    }
}
