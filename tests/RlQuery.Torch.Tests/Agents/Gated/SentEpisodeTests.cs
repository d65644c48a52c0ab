using RlQuery.Core.Policies;
using RlQuery.Torch.Agents.Gated;

namespace RlQuery.Torch.Tests.Agents.Gated;

public sealed class SentEpisodeTests
{
    private const int Signals = 3;

    // Two state values.
    private static readonly NetworkShape Shape = new(Signals, 2 + (2 * Signals), []);

    [Fact]
    public void What_is_learned_from_arrives_to_the_last_bit_and_no_more_is_sent()
    {
        List<Decision> episode = [Made(candidates: 5, place: 4), Made(candidates: 4, place: 0), Made(candidates: 2, place: 1)];
        byte[] whole = SentEpisode.Write(episode, Signals, bare: 0);
        byte[] bare = SentEpisode.Write(episode, Signals, bare: 2);
        // Of the first two only the choice.
        Assert.Equal((4 + 3) * Signals * sizeof(float), whole.Length - bare.Length);
        Assert.All(episode.Zip(SentEpisode.Read(whole, Shape)), both => AssertSame(both.First, both.Second));
        List<Decision> read = SentEpisode.Read(bare, Shape);
        AssertSame(episode[2], read[2]);
        Assert.All(Enumerable.Range(0, 2), t => AssertSame(
            episode[t] with { Rows = episode[t].Rows[(episode[t].Place * Signals)..][..Signals], Place = 0 }, read[t]));
    }

    [Fact]
    public void What_was_damaged_on_its_way_is_refused()
    {
        byte[] sent = SentEpisode.Write([Made(candidates: 3, place: 2)], Signals, bare: 0);
        Assert.All(Enumerable.Range(0, sent.Length), length => Assert.ThrowsAny<IOException>(() => SentEpisode.Read(sent[..length], Shape)));
        Assert.Throws<IOException>(() => SentEpisode.Read(sent, Shape with { Context = 1 + (2 * Signals) }));
        Assert.Throws<IOException>(() => SentEpisode.Read(sent, new NetworkShape(Signals + 1, 2 + (2 * (Signals + 1)), [])));
    }

    private static Decision Made(int candidates, int place) => new(
        [.. Enumerable.Range(1, candidates * Signals).Select(i => 1f / i)], [1, 0.1f, -0.2f], place, 1.0 / 3, Math.PI)
    { Reward = candidates / 7.0 };

    private static void AssertSame(Decision expected, Decision read)
    {
        Assert.Equal(expected.Rows, read.Rows);
        Assert.Equal(expected.State, read.State);
        Assert.Equal((expected.Place, expected.Score, expected.Exploration, expected.Reward), (read.Place, read.Score, read.Exploration, read.Reward));
    }
}
