using RlQuery.Core;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Tests.Grids;

public sealed class ShardMergeTests
{
    private static readonly EvaluationSettings Settings = GridSamples.Settings();

    [Fact]
    public void Shards_in_any_order_are_the_whole_in_its_order()
    {
        (_, EvaluationResult result) = ShardMerge.Join([Part(3), Part(1), Part(2)]);
        Assert.Equal(Settings.Cells(Shard.Whole), result.Outcomes.Select(outcome => outcome.Cell));
    }

    [Fact]
    public void Missing_shards_are_named() => Refuse("shards are missing: 1/3, 3/3", Part(2));

    [Fact]
    public void A_shard_that_is_given_twice_is_named() =>
        Refuse("again: is shard 2/3, as part-2 is; name each once", Part(1), Part(2), Part(3), ("again", Part(2).Content));

    [Fact]
    public void A_shard_of_another_run_is_refused_and_says_why()
    {
        EvaluationSettings other = GridSamples.Settings(manifest => manifest["budget"] = 9);
        Refuse("other: is a shard of another run than part-1: budget was 5 and is 9 now", Part(1), ("other", GridSamples.Content(other, new Shard(2, 3))));
        Refuse("other: is a shard of another run than part-1: one of 4 parts, not of 3", Part(1), ("other", GridSamples.Content(Settings, new Shard(2, 4))));
    }

    [Fact]
    public void A_shard_that_has_not_ended_is_refused()
    {
        JournalContent content = Part(2).Content;
        Refuse(
            "cut: shard 2/3 has 3 of 16 episodes; end it with --resume",
            Part(1), ("cut", content with { Outcomes = content.Outcomes.Take(3).ToDictionary() }), Part(3));
    }

    [Fact]
    public void A_whole_run_is_no_shard() => Refuse("whole: holds a whole run and no shard of one", ("whole", GridSamples.Content(Settings, Shard.Whole)));

    private static (string Name, JournalContent Content) Part(int part) => ($"part-{part}", GridSamples.Content(Settings, new Shard(part, 3)));

    private static void Refuse(string fault, params (string Name, JournalContent Content)[] shards) =>
        Assert.Equal([fault], Assert.Throws<InvalidInputException>(() => ShardMerge.Join(shards)).Faults);
}
