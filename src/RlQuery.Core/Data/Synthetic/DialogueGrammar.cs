using System.Text;
using System.Text.RegularExpressions;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Data.Synthetic;

/// <summary>The grammar of short dialogues in <c>dialogues.txt</c>: intents with ways to say them, the reply to each, and slots with their values.</summary>
internal sealed partial class DialogueGrammar
{
    private readonly Dictionary<string, string[]> _slots = new(StringComparer.Ordinal);
    private readonly List<(string Intent, List<string> Utterances, string Reply)> _intents = [];

    private DialogueGrammar(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            switch (line[0])
            {
                case '[':
                    _intents.Add((line[1..^1], [], ""));
                    break;
                case '>':
                    _intents[^1].Utterances.Add(line[2..]);
                    break;
                case '<':
                    _intents[^1] = _intents[^1] with { Reply = line[2..] };
                    break;
                default:
                    string[] parts = line.Split(" = ");
                    _slots.Add(parts[0], parts[1].Split(" | "));
                    break;
            }
        }
    }

    /// <summary>The grammar of this library.</summary>
    public static DialogueGrammar Own { get; } = new(ReadOwn());

    /// <summary>Domain and intent of every intent, such as <c>hotel book</c>.</summary>
    public IReadOnlyList<string> Intents => [.. _intents.Select(intent => intent.Intent)];

    /// <summary>Draws a dialogue: an intent, a way to say it, and a value for each slot, all alike.</summary>
    /// <param name="generator">Where the draws come from.</param>
    public (string Intent, string Utterance, string Reply, IReadOnlyDictionary<string, string> Slots) Draw(Pcg64 generator)
    {
        (string name, List<string> utterances, string reply) = _intents[generator.NextInt(_intents.Count)];
        string utterance = utterances[generator.NextInt(utterances.Count)];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match slot in Slot().Matches(utterance + reply))
        {
            string key = slot.Groups[1].Value;
            if (!values.ContainsKey(key))
            {
                values.Add(key, _slots[key][generator.NextInt(_slots[key].Length)]);
            }
        }
        return (name, Fill(utterance, values), Fill(reply, values), values);
    }

    private static string Fill(string text, Dictionary<string, string> values) => Slot().Replace(text, slot => values[slot.Groups[1].Value]);

    private static IEnumerable<string> ReadOwn()
    {
        using Stream stream = typeof(DialogueGrammar).Assembly.GetManifestResourceStream("RlQuery.Core.Data.Synthetic.dialogues.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r'));
    }

    [GeneratedRegex(@"\{([a-z]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Slot();
}
