using RlQuery.Core.Data.Synthetic;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Translation;

namespace RlQuery.Core.Tests.Tasks.Translation;

public sealed class SlotF1MetricTests
{
    private static readonly string[] Sources = ["a train to London", "a train to Rome", "is it warm ?", "is it cold ?"];
    private static readonly string[] References = ["a train to London leaves", "a train to Rome leaves", "it is fine", "it is fine"];

    [Theory]
    [InlineData("a train to London leaves", 1)]
    [InlineData("London", 1)]
    [InlineData("a train leaves", 2.0 / 3)]
    [InlineData("a train to Paris leaves", 2.0 / 4)]
    [InlineData("a train to London and Paris leaves", 4.0 / 6)]
    public void A_value_counts_once_missed_and_once_made_up(string first, double f1) =>
        Assert.Equal(f1, Measured([first, .. References[1..]], Sources, References), 1e-12);

    [Fact]
    public void Words_that_no_utterance_holds_are_no_values()
    {
        Assert.Equal(1, Measured(["never said", "nor this"], ["?", "!"], ["never said", "nor this"]));
        Assert.Equal(1, Measured(["", ""], ["?", "!"], ["never said", "nor this"]));
        Assert.Equal(0, Measured(["never said", "made up"], ["?", "!"], ["never said", "nor this"]));
    }

    [Fact]
    public void On_made_dialogues_it_is_near_the_F1_of_the_slots_that_were_drawn()
    {
        var generator = new Pcg64(3, "dialogues");
        var dialogues = Enumerable.Range(0, 600).Select(_ => DialogueGrammar.Own.Draw(generator)).ToArray();
        string[] wanted = [.. dialogues.Select(dialogue => dialogue.Reply)];
        // A model that answers every third utterance with the reply to another one.
        string[] said = [.. wanted.Select((reply, i) => i % 3 == 0 ? wanted[(i + 7) % wanted.Length] : reply)];
        double found = Measured(said, [.. dialogues.Select(dialogue => dialogue.Utterance)], wanted);
        int both = 0;
        int all = 0;
        for (int i = 0; i < said.Length; i++)
        {
            var values = dialogues[i].Slots.Values.Where(wanted[i].Contains).ToHashSet(StringComparer.Ordinal);
            var others = i % 3 == 0
                ? dialogues[(i + 7) % wanted.Length].Slots.Values.Where(said[i].Contains).ToHashSet(StringComparer.Ordinal)
                : values;
            both += values.Intersect(others).Count();
            all += values.Count + others.Count;
        }
        Assert.InRange(found, (2.0 * both / all) - 0.04, (2.0 * both / all) + 0.04);
    }

    private static double Measured(string[] said, string[] sources, string[] references) =>
        new SlotF1Metric().Measure(TestPredictions.OfTexts(said, references) with { Sources = sources });
}
