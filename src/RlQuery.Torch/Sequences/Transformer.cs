using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Sequences;

/// <summary>
/// A small <see cref="TransformerNetwork"/> that learns to answer texts with texts, such as translations. Each fit goes on from the weights of the one before.
/// </summary>
/// <remarks>
/// The vocabulary is learned again at each fit: pairs of bytes of all sources and of the answers so far, both counted alike. Tokens that stay keep what was
/// learned of them. The answer is the best of a beam search; before any answer was given, it is the empty text. A fit is a function of data set, start rows,
/// and the fits before it; the order of the rows does not count. Items of weight 0 teach nothing; other weights do not matter.
/// </remarks>
internal sealed class Transformer(TransformerOptions options) : ILearner, ISentenceScores
{
    private const int Masks = 8;
    private const int AnsweredAtOnce = 64;

    private readonly torch.Device _device = TorchRuntime.Initialize("cpu");
    private readonly Dictionary<string, Hypothesis> _answers = new(StringComparer.Ordinal);
    private Items? _items;
    private SequenceVocabulary? _vocabulary;
    private TransformerNetwork? _network;
    private ulong _seed;

    /// <inheritdoc/>
    public string Name => TransformerFactory.LearnerName;

    /// <inheritdoc/>
    public void Start(Items items, AnswerSpace space)
    {
        _items = items;
        _seed = items.Seed(Name);
        _network?.Dispose();
        _network = null;
        _answers.Clear();
    }

    /// <inheritdoc/>
    public void Fit(ReadOnlySpan<int> rows, Answers answers, ReadOnlySpan<double> weights)
    {
        Items items = _items ?? throw new InvalidOperationException($"{Name}: call Start first");
        IReadOnlyList<string> sources = Sources(items.Features);
        var pairs = new List<(string Source, string Answer)>();
        for (int i = 0; i < rows.Length; i++)
        {
            if (weights.IsEmpty || weights[i] > 0)
            {
                pairs.Add((sources[rows[i]], answers.Texts[i]));
            }
        }
        _answers.Clear();
        if (pairs.Count > 0)
        {
            List<(string Source, string Answer)> sorted =
                [.. pairs.OrderBy(pair => pair.Source, StringComparer.Ordinal).ThenBy(pair => pair.Answer, StringComparer.Ordinal)];
            Train(sources, sorted, new Pcg64(_seed, $"fit to {pairs.Count}").NextUInt64());
        }
    }

    /// <inheritdoc/>
    public void Predict(FeatureMatrix features, Prediction prediction)
    {
        int[] rows = [.. Enumerable.Range(0, features.Rows)];
        Hypothesis[] best = Answer(features, rows);
        for (int row = 0; row < best.Length; row++)
        {
            prediction.Texts[row] = _network is null ? "" : _vocabulary!.Decode(best[row].Entries);
        }
    }

    /// <inheritdoc/>
    public void ScoreSentences(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> scores)
    {
        Hypothesis[] best = Answer(features, rows);
        for (int i = 0; i < best.Length; i++)
        {
            scores[i] = best[i].Score;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Over eight masks of dropout (Y. Gal and Z. Ghahramani, "Dropout as a Bayesian Approximation", ICML 2016).</remarks>
    public void ScoreVariances(FeatureMatrix features, ReadOnlySpan<int> rows, Span<double> variances)
    {
        Hypothesis[] best = Answer(features, rows);
        variances[..rows.Length].Clear();
        if (_network is null)
        {
            return;
        }
        IReadOnlyList<string> texts = Sources(features);
        int[] chosen = rows.ToArray();
        using var dropping = new torch.Generator(new Pcg64(_seed, "masks").NextUInt64(), _device);
        _network.Drop(dropping);
        foreach (int[] batch in Batches(chosen.Select(row => texts[row])))
        {
            int[][] sources = [.. batch.Select(i => Encode(texts[chosen[i]]))];
            int[][] answers = [.. batch.Select(i => best[i].Entries)];
            double[][] scores = [.. Enumerable.Range(0, Masks).Select(_ => SequenceScores.Of(_network, sources, answers, _device))];
            for (int k = 0; k < batch.Length; k++)
            {
                double mean = scores.Average(mask => mask[k]);
                variances[batch[k]] = scores.Sum(mask => (mask[k] - mean) * (mask[k] - mean)) / (Masks - 1);
            }
        }
        _network.Drop(null);
    }

    private static IReadOnlyList<string> Sources(FeatureMatrix features) =>
        features.Texts ?? throw new InvalidOperationException("transformer: the items have no texts");

    private void Train(IReadOnlyList<string> sources, List<(string Source, string Answer)> pairs, ulong seed)
    {
        var vocabulary = new SequenceVocabulary(BytePairs.Learn(
            sources.Select(source => (source, pairs.Count)).Concat(pairs.Select(pair => (pair.Answer, sources.Count))), options.Joins));
        var network = new TransformerNetwork(options, vocabulary.Count, new Pcg64(seed, "weights"), _device);
        if (_network is not null)
        {
            network.Weights.Take(_network.Weights, Names(vocabulary), Names(_vocabulary!));
            _network.Dispose();
        }
        _network = network;
        _vocabulary = vocabulary;
        TransformerTraining.Run(network, options, [.. pairs.Select(pair => (Encode(pair.Source), Encode(pair.Answer)))], seed, _device);
    }

    private static string[] Names(SequenceVocabulary vocabulary) => [.. Enumerable.Range(0, vocabulary.Count).Select(vocabulary.NameOf)];

    private int[] Encode(string text) => _vocabulary!.Encode(text, options.MostTokens);

    // Each source once per fit.
    private Hypothesis[] Answer(FeatureMatrix features, ReadOnlySpan<int> rows)
    {
        if (_network is null)
        {
            return [.. Enumerable.Repeat(new Hypothesis([], double.NegativeInfinity), rows.Length)];
        }
        IReadOnlyList<string> texts = Sources(features);
        string[] asked = [.. rows.ToArray().Select(row => texts[row])];
        string[] open = [.. asked.Where(text => !_answers.ContainsKey(text)).Distinct(StringComparer.Ordinal)];
        var search = new BeamSearch(_network, options, _device);
        foreach (int[] batch in Batches(open))
        {
            Hypothesis[] found = search.Answer([.. batch.Select(i => Encode(open[i]))]);
            foreach ((int i, Hypothesis hypothesis) in batch.Zip(found))
            {
                _answers.Add(open[i], hypothesis);
            }
        }
        return [.. asked.Select(text => _answers[text])];
    }

    // Of about the same length, and in an order that is not that of the rows.
    private List<int[]> Batches(IEnumerable<string> texts) => SequenceBatch.ByLength(
        texts.Index().OrderBy(entry => entry.Item, StringComparer.Ordinal).Select(entry => (entry.Index, Encode(entry.Item).Length)), AnsweredAtOnce);
}
