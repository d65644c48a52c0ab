using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Learners;

/// <summary>A TorchSharp module as a learner: trained on the labelled items by Adam, from its initial weights at each fit or from its last ones.</summary>
/// <remarks>
/// The same items, answers and seed give the same weights, in whatever order the answers came, if each fit starts afresh. Numbers are standardised on
/// the labelled items, so that targets in other units give the same model. Classes without a label get probability 0.
/// </remarks>
internal sealed class ModuleLearner : ILearner, IUpdatable
{
    // Torch draws initial weights from a generator of the whole process.
    private static readonly Lock Drawing = new();

    private readonly torch.nn.Module<torch.Tensor, torch.Tensor> _module;
    private readonly ModuleOptions _options;
    private readonly torch.Device _device;
    private readonly Dictionary<string, torch.Tensor> _first;
    private readonly LabelledRows _labelled = new();
    private Items? _items;
    private int _classes;
    private bool _begun;
    private (double Mean, double Deviation) _scale;

    public ModuleLearner(string name, Func<torch.nn.Module<torch.Tensor, torch.Tensor>> create, ModuleOptions options)
    {
        Name = name;
        _options = options;
        _device = TorchRuntime.Initialize(options.Device);
        lock (Drawing)
        {
            torch.random.manual_seed((long)(options.Seed & long.MaxValue));
            _module = create();
        }
        _module.to(_device);
        _first = _module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public UpdateMode Mode { get; set; }

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        long inputs = _options.InputShape.Aggregate(1L, (product, size) => product * size);
        if (_options.InputShape.Count > 0 && inputs != items.Features.Columns)
        {
            string shape = string.Join(" x ", _options.InputShape);
            throw new ArgumentException($"{Name}: inputShape {shape} has {inputs} values, and items have {items.Features.Columns} features", nameof(items));
        }
        _items = items;
        _classes = space.Classes;
        _labelled.Clear();
        _begun = false;
        _scale = (0, 1);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        Items items = _items ?? throw new InvalidOperationException($"{Name}: call Start first");
        bool numbers = _classes == 0;
        _labelled.Take(items, numbers ? 1 : _classes, rows, numbers ? new int[rows.Length] : answers.Classes, weights);
        if (numbers ? _labelled.Count == 0 : _labelled.Classes.Length < 2)
        {
            return;
        }
        if (Mode == UpdateMode.Refit || !_begun)
        {
            Restore();
            _begun = true;
        }
        using DisposeScope scope = torch.NewDisposeScope();
        Train(items.Features, Targets(answers));
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        if (_classes > 0 ? _labelled.PredictWithoutModel(_classes, prediction.Probabilities[..(features.Rows * _classes)]) : WithoutModel(prediction.Numbers))
        {
            return;
        }
        _module.eval();
        using IDisposable noGradient = torch.no_grad();
        for (int start = 0; start < features.Rows; start += _options.PredictionBatch)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            int count = Math.Min(_options.PredictionBatch, features.Rows - start);
            torch.Tensor output = _module.forward(Inputs(features, [.. Enumerable.Range(start, count)]));
            if (_classes > 0)
            {
                float[] p = TensorData.ToArray(output.to(torch.float32).softmax(1));
                Masked(p, prediction.Probabilities.Slice(start * _classes, count * _classes));
            }
            else
            {
                float[] values = TensorData.ToArray(output.to(torch.float32).reshape(count, -1).narrow(1, 0, 1).contiguous());
                for (int i = 0; i < count; i++)
                {
                    prediction.Numbers[start + i] = _scale.Mean + (_scale.Deviation * values[i]);
                }
            }
        }
    }

    private bool WithoutModel(Span<double> numbers)
    {
        if (_labelled.Count == 0)
        {
            numbers.Clear();
        }
        return _labelled.Count == 0;
    }

    // Classes without a label are left out.
    private void Masked(float[] p, Span<float> target)
    {
        target.Clear();
        for (int i = 0; i < p.Length; i += _classes)
        {
            float total = 0;
            foreach (int label in _labelled.Classes)
            {
                total += p[i + label];
            }
            foreach (int label in _labelled.Classes)
            {
                target[i + label] = total > 0 ? p[i + label] / total : 1f / _labelled.Classes.Length;
            }
        }
    }

    private void Restore()
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((string key, torch.Tensor value) in _module.state_dict())
        {
            value.copy_(_first[key]);
        }
    }

    private torch.Tensor Targets(Answers answers)
    {
        if (_classes > 0)
        {
            long[] labels = new long[_labelled.Count];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = _labelled.Labels[i];
            }
            return TensorData.FromSpan(labels, _device, labels.Length);
        }
        double[] numbers = new double[_labelled.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = answers.Numbers[_labelled.Positions[i]];
        }
        double mean = numbers.Average();
        double deviation = Math.Sqrt(numbers.Average(number => (number - mean) * (number - mean)));
        _scale = (mean, deviation > 0 ? deviation : 1);
        return TensorData.FromSpan([.. numbers.Select(number => (float)((number - _scale.Mean) / _scale.Deviation))], _device, numbers.Length);
    }

    private void Train(FeatureMatrix features, torch.Tensor targets)
    {
        int[] rows = _labelled.Rows.ToArray();
        torch.Tensor inputs = Inputs(features, rows);
        torch.Tensor weights = TensorData.FromSpan(Array.ConvertAll(_labelled.Weights.ToArray(), weight => (float)weight), _device, rows.Length);
        var steps = new AdamOptions { LearningRate = _options.LearningRate, WeightDecay = _options.WeightDecay };
        var optimizer = new AdamOptimizer(_module.named_parameters(), steps);
        var draws = new Pcg64(_options.Seed, "module batches");
        Func<torch.Tensor, torch.Tensor, torch.Tensor> loss = _options.Loss ?? (_classes > 0 ? CrossEntropy : SquaredError);
        _module.train();
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            long[] order = Array.ConvertAll(draws.Permutation(rows.Length), place => (long)place);
            for (int start = 0; start < order.Length; start += _options.BatchSize)
            {
                using DisposeScope step = torch.NewDisposeScope();
                long[] batch = order[start..Math.Min(order.Length, start + _options.BatchSize)];
                torch.Tensor chosen = TensorData.FromSpan(batch, _device, batch.Length);
                torch.Tensor share = weights.index_select(0, chosen);
                torch.Tensor losses = loss(_module.forward(inputs.index_select(0, chosen)), targets.index_select(0, chosen));
                optimizer.ZeroGrad();
                losses.mul(share).sum().div(share.sum()).backward();
                optimizer.Step();
            }
        }
    }

    private torch.Tensor Inputs(FeatureMatrix features, int[] rows)
    {
        float[] values = new float[rows.Length * features.Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            features.Row(rows[i]).CopyTo(values.AsSpan(i * features.Columns));
        }
        return TensorData.FromSpan(values, _device, [rows.Length, .. _options.InputShape.Count > 0 ? _options.InputShape : [features.Columns]]);
    }

    private static torch.Tensor CrossEntropy(torch.Tensor output, torch.Tensor classes) =>
        torch.nn.functional.cross_entropy(output, classes, reduction: torch.nn.Reduction.None);

    // Not square(), which makes a scalar that garbage collection may finalise while torch reads it.
    private static torch.Tensor SquaredError(torch.Tensor output, torch.Tensor numbers)
    {
        torch.Tensor error = output.reshape(numbers.shape[0], -1).narrow(1, 0, 1).squeeze(1).sub(numbers);
        return error.mul(error);
    }
}
