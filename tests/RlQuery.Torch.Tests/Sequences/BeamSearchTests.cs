using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Numerics;
using RlQuery.Torch.Sequences;
using RlQuery.Torch.Tensors;
using TorchSharp;

namespace RlQuery.Torch.Tests.Sequences;

/// <summary>The search on a small network that was not trained to the end, so that it is unsure.</summary>
public sealed class BeamSearchTests : IDisposable
{
    private static readonly torch.Device Device = TorchRuntime.Initialize("cpu");

    private readonly int[][] _sources;
    private readonly TransformerNetwork _network;

    public BeamSearchTests()
    {
        List<(string Source, string Answer)> pairs = SpelledNumbers.Draw(100, new Pcg64(1));
        var vocabulary = new SequenceVocabulary(BytePairs.Learn(pairs.SelectMany(pair => new[] { (pair.Source, 1), (pair.Answer, 1) }), 100));
        _sources = [.. pairs.Select(pair => vocabulary.Encode(pair.Source, 256))];
        _network = new TransformerNetwork(Spelled.Tiny, vocabulary.Count, new Pcg64(2), Device);
        (int[], int[])[] encoded = [.. pairs.Select((pair, i) => (_sources[i], vocabulary.Encode(pair.Answer, 256)))];
        TransformerTraining.Run(_network, Spelled.Tiny with { LeastSteps = 300 }, encoded, 3, Device);
    }

    public void Dispose() => _network.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_score_is_what_the_whole_answer_has_without_a_cache(int beam)
    {
        Hypothesis[] found = Search(beam, _sources);
        double[] scores = SequenceScores.Of(_network, _sources, [.. found.Select(hypothesis => hypothesis.Entries)], Device);
        int[] ended = [.. Enumerable.Range(0, found.Length).Where(i => found[i].Entries.Length < (2 * _sources[i].Length) + 20)];
        Assert.InRange(ended.Length, 50, 100);
        Assert.All(ended, i => Assert.Equal(scores[i], found[i].Score, 1e-4));
    }

    [Fact]
    public void Keeping_one_hypothesis_takes_the_best_entry_each_time()
    {
        Hypothesis found = Search(1, _sources[..1])[0];
        var entries = new List<int> { SequenceVocabulary.Begin };
        foreach (int expected in found.Entries)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable noGradient = torch.no_grad();
            torch.Tensor encoded = _network.Encode(SequenceBatch.Entries(_sources[..1], Device), null);
            torch.Tensor scores = _network.Decode(SequenceBatch.Entries([[.. entries]], Device), _network.Memory(encoded), null);
            float[] last = TensorData.ToArray(scores)[^(int)scores.shape[2]..];
            Assert.Equal(expected, Enumerable.Range(SequenceVocabulary.End, last.Length - SequenceVocabulary.End).MaxBy(entry => last[entry]));
            entries.Add(expected);
        }
    }

    [Fact]
    public void More_hypotheses_find_better_answers()
    {
        double greedy = Search(1, _sources).Average(hypothesis => hypothesis.Score);
        Assert.True(Search(4, _sources).Average(hypothesis => hypothesis.Score) > greedy);
    }

    [Fact]
    public void What_else_is_in_the_batch_does_not_count()
    {
        Hypothesis[] together = Search(4, _sources);
        for (int i = 0; i < 10; i++)
        {
            Hypothesis alone = Search(4, [_sources[i]])[0];
            Assert.Equal(together[i].Entries, alone.Entries);
            Assert.Equal(together[i].Score, alone.Score, 1e-4);
        }
    }

    private Hypothesis[] Search(int beam, int[][] sources) => new BeamSearch(_network, Spelled.Tiny with { Beam = beam }, Device).Answer(sources);
}
