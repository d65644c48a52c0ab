using RlQuery.Core.Data;

namespace RlQuery.Core.Tasks.Translation;

/// <summary>How well replies repeat the values that utterances name, such as a town or a time: F1 over the values of all replies together.</summary>
/// <remarks>
/// Values are not marked in files of pairs, so they are told by two things: a reply repeats them from its utterance, and few replies hold the same. A word of
/// a true reply is a value if it stands in the utterance and in less than <see cref="Share"/> of the true replies. A predicted reply names a value by any such
/// rare word, apart from those that the true reply holds without having them from the utterance. F1 of slots is the measure of the Airline Travel Information
/// System's tasks (G. Mesnil and others, "Using Recurrent Neural Networks for Slot Filling in Spoken Language Understanding", 2015, section IV).
/// </remarks>
public sealed class SlotF1Metric : IMetric
{
    /// <summary>A word of at least this share of the true replies is no value.</summary>
    public const double Share = 0.05;

    /// <inheritdoc/>
    public string Name => "slot-f1";

    /// <inheritdoc/>
    public string Words => "F1 of slots";

    /// <inheritdoc/>
    public string Description => "F1 of the values, such as towns and times, that replies repeat from utterances";

    /// <inheritdoc/>
    public TargetKind Kind => TargetKind.Text;

    /// <inheritdoc/>
    public bool HigherIsBetter => true;

    /// <inheritdoc/>
    public (double Lowest, double Highest) Range => (0, 1);

    /// <inheritdoc/>
    /// <remarks>Without any value it is 1. Where utterances are not known, every rare word of a true reply is a value.</remarks>
    public double Measure(TestPredictions predictions)
    {
        HashSet<string>[] references = WordsOf(predictions.References);
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string word in references.SelectMany(words => words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }
        bool IsRare(string word) => counts.GetValueOrDefault(word) < Math.Max(2, Share * references.Length);
        HashSet<string>[] sources = WordsOf(predictions.Sources);
        HashSet<string>[] texts = WordsOf(predictions.Texts);
        int both = 0;
        int all = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            HashSet<string> wanted = [.. references[i].Where(word => IsRare(word) && (sources.Length == 0 || sources[i].Contains(word)))];
            int said = texts[i].Count(word => IsRare(word) && (wanted.Contains(word) || !references[i].Contains(word)));
            both += wanted.Count(texts[i].Contains);
            all += wanted.Count + said;
        }
        return all == 0 ? 1 : 2.0 * both / all;
    }

    private static HashSet<string>[] WordsOf(ReadOnlySpan<string> texts)
    {
        var words = new HashSet<string>[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            words[i] = new HashSet<string>(EvaluationTokens.Of(texts[i]), StringComparer.OrdinalIgnoreCase);
        }
        return words;
    }
}
