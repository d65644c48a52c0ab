using RlQuery.Core.Data;
using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Tests.Data.Synthetic;

public sealed class DialoguesTests
{
    private static readonly (string Intent, string Utterance, string Reply, IReadOnlyDictionary<string, string> Slots)[] Drawn = Draw(1, 3000);

    [Fact]
    public void There_are_seven_domains_and_every_intent_is_drawn()
    {
        Assert.Equal(7, DialogueGrammar.Own.Intents.Select(intent => intent.Split(' ')[0]).Distinct().Count());
        Assert.Equal(DialogueGrammar.Own.Intents.ToHashSet(), Drawn.Select(dialogue => dialogue.Intent).ToHashSet());
    }

    [Fact]
    public void What_the_reply_says_follows_from_the_utterance() => Assert.All(Drawn, dialogue =>
        Assert.All(dialogue.Slots.Values.Where(value => dialogue.Reply.Contains(value, StringComparison.Ordinal)),
            value => Assert.Contains(value, dialogue.Utterance, StringComparison.Ordinal)));

    [Fact]
    public void No_slot_is_left_open_and_one_utterance_has_one_reply()
    {
        Assert.All(Drawn, dialogue => Assert.DoesNotContain('{', dialogue.Utterance + dialogue.Reply));
        Assert.All(Drawn.GroupBy(dialogue => dialogue.Utterance), group => Assert.Single(group.Select(dialogue => dialogue.Reply).Distinct()));
    }

    [Fact]
    public void An_intent_is_said_in_several_ways() => Assert.All(
        Drawn.GroupBy(dialogue => dialogue.Intent),
        group => Assert.InRange(group.Select(dialogue => dialogue.Utterance.Split(' ')[0]).Distinct().Count(), 2, 20));

    [Fact]
    public void As_a_set_of_texts_each_seed_draws_another_one()
    {
        ISyntheticTask task = Known.Parts.FindSynthetic("dialogues");
        Dataset data = task.Generate(3);
        Assert.Equal(TargetKind.Text, data.Kind);
        Assert.Equal(data.Hash, task.Generate(3).Hash);
        Assert.NotEqual(data.Hash, task.Generate(4).Hash);
        Assert.Equal(data.Rows, data.Sources.Distinct().Count());
    }

    private static (string, string, string, IReadOnlyDictionary<string, string>)[] Draw(ulong seed, int count)
    {
        var generator = new Pcg64(seed);
        return [.. Enumerable.Range(0, count).Select(_ => DialogueGrammar.Own.Draw(generator))];
    }
}
