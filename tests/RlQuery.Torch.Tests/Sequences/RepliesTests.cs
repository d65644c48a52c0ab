using System.Globalization;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Translation;
using RlQuery.Torch.Sequences;
using Xunit.Abstractions;

namespace RlQuery.Torch.Tests.Sequences;

/// <summary>Replies to utterances of made dialogues, by a learner that was given some of them.</summary>
public sealed class RepliesTests(ITestOutputHelper output)
{
    private const int Given = 500;
    private const int Asked = 300;

    [Fact]
    public void It_replies_to_utterances_that_it_has_not_seen()
    {
        var generator = new Pcg64(1, "dialogues");
        var drawn = Enumerable.Range(0, 2000).Select(_ => DialogueGrammar.Own.Draw(generator)).ToArray();
        var dialogues = drawn.DistinctBy(dialogue => dialogue.Utterance).Take(Given + Asked).ToArray();
        Items items = Spelled.Of([.. dialogues.Select(dialogue => dialogue.Utterance)]);
        var learner = new Transformer(new TransformerOptions());
        learner.Start(items, AnswerSpace.Texts);
        learner.Fit([.. Enumerable.Range(0, Given)], dialogues[..Given].Select(dialogue => dialogue.Reply).ToArray(), []);
        string[] all = new string[Given + Asked];
        learner.Predict(items.Features, all);
        string[] said = all[Given..];
        string[] wanted = [.. dialogues.Skip(Given).Select(dialogue => dialogue.Reply)];
        int right = said.Zip(wanted).Count(pair => pair.First == pair.Second);
        double slots = SlotF1(said, wanted, [.. drawn.SelectMany(dialogue => dialogue.Slots.Values).Distinct()]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"right {right} of {Asked}, F1 of slots {slots:F3}, chrF {ChrF.OfCorpus(said, wanted):F1}"));
        Assert.Equal(Asked, wanted.Length);
        Assert.InRange(right, 270, 300);
        Assert.InRange(slots, 0.9, 1);
    }

    // Values of slots that are said and wanted, of all replies together; those that stand within a longer one count, too.
    private static double SlotF1(string[] said, string[] wanted, string[] values)
    {
        int both = 0;
        int all = 0;
        for (int i = 0; i < said.Length; i++)
        {
            HashSet<string> found = Found(said[i]);
            HashSet<string> expected = Found(wanted[i]);
            all += found.Count + expected.Count;
            found.IntersectWith(expected);
            both += found.Count;
        }
        return 2.0 * both / all;

        HashSet<string> Found(string text) => [.. values.Where(value => $" {text} ".Contains($" {value} ", StringComparison.Ordinal))];
    }
}
