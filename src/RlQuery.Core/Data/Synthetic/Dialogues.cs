using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>Utterances and the replies to them, in seven domains, by the grammar in <c>dialogues.txt</c>.</summary>
/// <remarks>No utterance is drawn twice. The features are how often the most frequent words of the set stand in the utterance.</remarks>
internal sealed class Dialogues : ISyntheticTask
{
    private const int Rows = 2000;
    private const int Words = 40;

    public string Name => "dialogues";

    public string Description => "texts: what people ask for, and replies to it, in seven domains from hotels to trains";

    public TargetKind Kind => TargetKind.Text;

    public Dataset Generate(ulong seed)
    {
        var generator = new Pcg64(seed, $"synthetic/{Name}");
        var pairs = new List<(string Source, string Answer)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (pairs.Count < Rows)
        {
            (_, string utterance, string reply, _) = DialogueGrammar.Own.Draw(generator);
            if (seen.Add(utterance))
            {
                pairs.Add((utterance, reply));
            }
        }
        string[][] words = [.. pairs.Select(pair => pair.Source.Split(' '))];
        string[] frequent =
        [
            .. words.SelectMany(own => own).CountBy(word => word).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Take(Words).Select(entry => entry.Key),
        ];
        float[] values = [.. words.SelectMany(own => frequent.Select(word => (float)own.Count(other => other == word)))];
        return Sample.OfTexts(Name, seed, values, pairs, [.. frequent.Select(word => $"count of {word}")]);
    }
}
