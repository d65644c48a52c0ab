using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Pictures;

/// <summary>
/// A <see cref="ConvolutionalNetwork"/> that tells the class of each place of a picture from the places of labelled regions. The probabilities of a region
/// are the mean over its pixels.
/// </summary>
/// <remarks>
/// It sees pictures, regions and the classes of those that were asked for; which pixels are truly of which class, it cannot see. Each fit starts from the
/// same first weights and takes the same number of steps: it is a function of data set, start rows and labels, whatever their order. Weights are the rows'
/// shares of the loss. Classes without a label get probability 0.
/// </remarks>
#pragma warning disable CA1001 // A learner lives as long as the run; each fit disposes of the network before it.
internal sealed class Convolutional(IPictureViews views, ConvolutionalOptions options) : ILearner
#pragma warning restore CA1001
{
    private readonly torch.Device _device = TorchRuntime.Initialize("cpu");
    private readonly LabelledRows _labelled = new();
    private readonly Dictionary<string, float[]> _predicted = new(StringComparer.Ordinal);
    private RegionAddresses? _addresses;
    private Items? _items;
    private ChannelScale? _scale;
    private ConvolutionalNetwork? _network;
    private int _classes;
    private ulong _seed;

    /// <inheritdoc/>
    public string Name => ConvolutionalFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _addresses = items.Features.Addresses ?? throw new InvalidInputException(
            $"{items.Name}: {Name} looks at the pictures that rows are regions of, and these rows are none; name another learner");
        (_items, _classes, _scale) = (items, space.Classes, null);
        _labelled.Clear();
        _predicted.Clear();
        _seed = items.Seed(Name);
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        Items items = _items ?? throw new InvalidOperationException($"{Name}: call Start first");
        _labelled.Take(items, _classes, rows, answers.Classes, weights);
        _predicted.Clear();
        if (_labelled.Classes.Length < 2)
        {
            return;
        }
        _scale ??= new ChannelScale(PicturesToScale().Select(See));
        _network?.Dispose();
        (PictureView View, int Region)[] seen = [.. Enumerable.Range(0, _labelled.Count).Select(SeeRow)];
        _network = new ConvolutionalNetwork(options, seen[0].View.Channels, _labelled.Classes.Length, new Pcg64(_seed, "weights"), _device);
        Train(_network, _scale, seen);
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        Span<float> target = prediction.Probabilities[..(features.Rows * _classes)];
        if (_labelled.PredictWithoutModel(_classes, target))
        {
            return;
        }
        RegionAddresses addresses = features.Addresses ?? throw new InvalidOperationException($"{Name}: it is not known where the rows are");
        int known = _labelled.Classes.Length;
        for (int row = 0; row < features.Rows; row++)
        {
            string picture = addresses.PictureOf(row);
            if (!_predicted.TryGetValue(picture, out float[]? regions))
            {
                _predicted.Add(picture, regions = Predict(See(picture)));
            }
            int region = RegionIn(regions.Length / known, addresses, row);
            for (int k = 0; k < known; k++)
            {
                target[(row * _classes) + _labelled.Classes[k]] = regions[(region * known) + k];
            }
        }
    }

    private PictureView See(string picture) => views.See(_addresses!.Table, picture);

    private (PictureView View, int Region) SeeRow(int labelled)
    {
        int row = _labelled.Rows[labelled];
        PictureView view = See(_addresses!.PictureOf(row));
        return (view, RegionIn(view.Regions.Count, _addresses, row));
    }

    private static int RegionIn(int regions, RegionAddresses addresses, int row) => addresses.NumberOf(row) is int number && number < regions ? number
        : throw new InvalidInputException(
            $"{addresses.Table}: {addresses.PictureOf(row)} has no region {addresses.NumberOf(row)} by its map; make both anew by 'rlquery regions'");

    // Evenly spread, so that no part of a film stands for all of it.
    private IEnumerable<string> PicturesToScale()
    {
        string[] all = [.. Enumerable.Range(0, _addresses!.Rows).Select(_addresses.PictureOf).Distinct().Order(StringComparer.Ordinal)];
        int count = Math.Min(all.Length, options.ScalePictures);
        return Enumerable.Range(0, count).Select(i => all[(int)((long)i * all.Length / count)]);
    }

    private void Train(ConvolutionalNetwork network, ChannelScale scale, (PictureView View, int Region)[] seen)
    {
        var optimizer = new AdamOptimizer(network.All, new AdamOptions { LearningRate = options.LearningRate, WeightDecay = options.WeightDecay });
        var order = new Pcg64(_seed, "order");
        var dropping = new Pcg64(_seed, "dropout");
        var waiting = new Queue<int>();
        for (int step = 0; step < options.Steps; step++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            int[] chosen = [.. Enumerable.Range(0, Math.Min(options.BatchRegions, _labelled.Count)).Select(_ => Next(waiting, order))];
            double total = chosen.Sum(i => _labelled.Weights[i]);
            var batch = new RegionBatch(scale, options.Window, _labelled.Classes.Length);
            foreach (int i in chosen)
            {
                batch.Add(seen[i].View, seen[i].Region, _labelled.Classes.IndexOf(_labelled.Labels[i]), _labelled.Weights[i] / total);
            }
            torch.Tensor loss = batch.Loss(windows => network.Score(windows, dropping), _device);
            optimizer.LearningRate = options.LearningRate * Slope(step);
            optimizer.ZeroGrad();
            loss.backward();
            optimizer.Step();
        }
    }

    // Each labelled region once in each pass.
    private int Next(Queue<int> waiting, Pcg64 order)
    {
        if (waiting.Count == 0)
        {
            Array.ForEach(order.Permutation(_labelled.Count), waiting.Enqueue);
        }
        return waiting.Dequeue();
    }

    private double Slope(int step)
    {
        double rising = Math.Max(1, options.Steps / 10.0);
        return step < rising ? (step + 1) / (rising + 1) : (options.Steps - step) / (options.Steps - rising);
    }

    private float[] Predict(PictureView view)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradient = torch.no_grad();
        float[] values = new float[view.Values.Length];
        _scale!.Copy(view, 0, 0, view.Rows, view.Columns, values);
        torch.Tensor scores = _network!.Score(TensorData.FromSpan(values, _device, 1, view.Channels, view.Rows, view.Columns), null);
        float[] places = TensorData.ToArray(scores.softmax(1));
        int classes = _labelled.Classes.Length;
        int area = view.Rows * view.Columns;
        float[] regions = new float[view.Regions.Count * classes];
        for (int region = 0; region < view.Regions.Count; region++)
        {
            Span<float> own = regions.AsSpan(region * classes, classes);
            foreach ((int place, float share) in view.Regions[region])
            {
                for (int k = 0; k < classes; k++)
                {
                    own[k] += share * places[(k * area) + place];
                }
            }
            Normalise(own);
        }
        return regions;
    }

    private static void Normalise(Span<float> own)
    {
        float sum = 0;
        foreach (float p in own)
        {
            sum += p;
        }
        for (int k = 0; k < own.Length; k++)
        {
            own[k] /= sum;
        }
    }
}
