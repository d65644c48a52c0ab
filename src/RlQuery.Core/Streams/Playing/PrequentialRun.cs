using RlQuery.Core.Statistics;

namespace RlQuery.Core.Streams.Playing;

/// <summary>One run of a strategy over a stream: each item is predicted first, and learned from afterwards if its label was asked for.</summary>
/// <remarks>
/// Test-then-train: J. Gama, R. Sebastião and P.P. Rodrigues, "On Evaluating Stream Learning Algorithms", Machine Learning 90 (2013), section 2. Kappa:
/// J. Cohen (1960). The run is a pure function of stream, learner, strategy, rate and seed.
/// </remarks>
public sealed class PrequentialRun
{
    private readonly int[] _labels;
    private readonly int[] _predicted;
    private readonly int _classes;

    private PrequentialRun(int[] labels, int[] predicted, int classes, int asked)
    {
        _labels = labels;
        _predicted = predicted;
        _classes = classes;
        Asked = asked;
    }

    /// <summary>Number of items.</summary>
    public int Items => _labels.Length;

    /// <summary>Number of labels that were asked for.</summary>
    public int Asked { get; }

    /// <summary>Share of the items that were predicted rightly before their label was known.</summary>
    public double Accuracy => AccuracyOf(0, Items);

    /// <summary>Agreement of predictions and labels beyond chance, at most 1.</summary>
    public double Kappa => KappaOf(0, Items);

    /// <summary>Plays a run.</summary>
    /// <param name="source">Where the stream comes from.</param>
    /// <param name="learner">What learns.</param>
    /// <param name="strategy">What asks.</param>
    /// <param name="rate">Share of the items whose label may be asked for, more than 0 and at most 1.</param>
    /// <param name="items">The most items; a table may have fewer.</param>
    /// <param name="seed">Seed of the stream and of the strategy's draws: all strategies see the same stream.</param>
    public static PrequentialRun Play(
        IStreamSource source, IIncrementalLearnerFactory learner, IStreamStrategy strategy, double rate, int items, ulong seed)
    {
        StreamItems stream = source.Open(seed);
        var model = new StreamModel(learner, stream.Features, stream.Classes);
        StreamAsker asker = strategy.Begin(new StreamSetting(stream.Features, stream.Classes, rate, seed));
        var labels = new List<int>();
        var predicted = new List<int>();
        float[] item = new float[stream.Features];
        int asked = 0;
        while (labels.Count < items && stream.Next(item, out int label))
        {
            StreamMoment moment = model.Look(item);
            labels.Add(label);
            predicted.Add(moment.Predicted);
            if (asker.Ask(moment))
            {
                asked++;
                model.Learn(item, label);
                asker.Hear(label, moment.Predicted);
            }
        }
        return new PrequentialRun([.. labels], [.. predicted], stream.Classes, asked);
    }

    /// <summary>Accuracy and kappa of windows, one after another.</summary>
    /// <param name="window">Items of a window, at least 1; the last may be shorter.</param>
    public IEnumerable<(int Items, double Accuracy, double Kappa)> Curve(int window)
    {
        for (int start = 0; start < Items; start += window)
        {
            int end = Math.Min(Items, start + window);
            yield return (end, AccuracyOf(start, end), KappaOf(start, end));
        }
    }

    private double AccuracyOf(int start, int end)
    {
        int right = 0;
        for (int i = start; i < end; i++)
        {
            right += _labels[i] == _predicted[i] ? 1 : 0;
        }
        return (double)right / (end - start);
    }

    private double KappaOf(int start, int end) => CohenKappa.Of(_labels.AsSpan(start, end - start), _predicted.AsSpan(start, end - start), _classes);
}
