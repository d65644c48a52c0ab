using System.Text.Json.Nodes;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Grids;

namespace RlQuery.Studies.Tests.Grids;

public sealed class EvaluationSettingsTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { """{"budget": 7}""", "budget was 5 and is 7 now" },
        { """{"seed": 4}""", "seed was 3 and is 4 now" },
        { """{"version": "0.2.0"}""", "version was 0.1.0 and is 0.2.0 now" },
        { """{"attentionRepeats": 2}""", "attentionRepeats was none and is 2 now" },
        { """{"learners": ["forest", "linear"]}""", "learners was linear, forest and is forest, linear now" },
        { """{"environment": {"name": "env", "sha256": "ab"}}""", "environment sha256 was aa and is ab now" },
        {
            """{"data": [{"name": "near", "hash": "11"}, {"name": "far", "hash": "24"}, {"name": "flat", "hash": "33"}]}""",
            "data 'far' hash was 22 and is 24 now"
        },
        { """{"data": [{"name": "near", "hash": "11"}]}""", "data are without far, flat now" },
        { """{"data": [{"name": "far", "hash": "22"}, {"name": "near", "hash": "11"}, {"name": "flat", "hash": "33"}]}""", "data were in another order" },
        {
            """{"repeats": 9, "strategies": [{"name": "random", "kind": "heuristic"}, {"name": "mine", "kind": "policy", "sha256": "bc"}, """
                + """{"name": "margin", "kind": "heuristic"}]}""",
            "repeats was 4 and is 9 now; strategies were without margin; strategies 'mine' sha256 was bb and is bc now"
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_differs_is_named(string change, string expected)
    {
        EvaluationSettings other = GridSamples.Settings(manifest =>
        {
            foreach ((string key, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
            {
                manifest[key] = value?.DeepClone();
            }
        });
        Assert.Equal(expected, other.DifferenceFrom(GridSamples.Settings()));
        Assert.Null(other.DifferenceFrom(other));
    }

    [Fact]
    public void The_settings_of_a_learner_are_those_of_a_run_of_it_alone()
    {
        EvaluationSettings own = GridSamples.Settings().Of("forest");
        Assert.Equal(["forest"], own.Learners);
        Assert.Contains("\"learner\": \"forest\"", own.Manifest, StringComparison.Ordinal);
        Assert.DoesNotContain("learners", own.Manifest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(100)]
    public void Shards_hold_every_episode_once_are_even_and_keep_pairs_together(int parts)
    {
        EvaluationSettings settings = GridSamples.Settings();
        GridCell[][] shards = [.. Enumerable.Range(1, parts).Select(part => settings.Cells(new Shard(part, parts)).ToArray())];
        IReadOnlyList<GridCell> whole = settings.Cells(Shard.Whole);
        Assert.Equal(2 * 3 * 2 * 4, whole.Distinct().Count());
        Assert.Equal(whole.Select(cell => cell.ToString()).Order(), shards.SelectMany(shard => shard).Select(cell => cell.ToString()).Order());
        Assert.InRange(shards.Max(shard => shard.Length) - shards.Min(shard => shard.Length), 0, 2);
        Assert.All(
            shards.SelectMany(shard => shard.GroupBy(cell => (cell.Learner, cell.Episode.Data, cell.Episode.Seed))),
            pair => Assert.Equal(["random", "mine"], pair.Select(cell => cell.Episode.Strategy)));
    }
}
