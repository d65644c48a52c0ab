using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Numbers and dates in digits, to be spelled out in English: a set of sentences and answers for trials.</summary>
/// <remarks>The features are how often each digit and the full stop stand in the source, and its length.</remarks>
internal sealed class Spelled : ISyntheticTask
{
    private const int Rows = 3000;
    private const string Signs = "0123456789.";

    public string Name => "spelled";

    public string Description => "texts: numbers and dates in digits, and the same in English words";

    public TargetKind Kind => TargetKind.Text;

    public Dataset Generate(ulong seed)
    {
        List<(string Source, string Answer)> pairs = SpelledNumbers.Draw(Rows, new Pcg64(seed, $"synthetic/{Name}"));
        string[] names = [.. Signs.Select(sign => $"count of {sign}"), "length"];
        float[] values = [.. pairs.SelectMany(pair => Features(pair.Source))];
        return Sample.OfTexts(Name, seed, values, pairs, names);
    }

    private static IEnumerable<float> Features(string source) => [.. Signs.Select(sign => (float)source.Count(other => other == sign)), source.Length];
}
