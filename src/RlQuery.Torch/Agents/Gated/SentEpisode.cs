using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>An episode on its way from where it was played to where is learned from it.</summary>
internal static class SentEpisode
{
    /// <summary>Writes an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="signals">Signals of a candidate, F.</param>
    /// <param name="bare">Number of first choices of whose shortlist nothing but the choice is needed.</param>
    public static byte[] Write(List<Decision> episode, int signals, int bare)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(episode.Count);
        for (int t = 0; t < episode.Count; t++)
        {
            Decision step = episode[t];
            ReadOnlySpan<float> rows = t < bare ? step.Rows.AsSpan(step.Place * signals, signals) : step.Rows;
            writer.WriteNumbers(rows);
            writer.WriteNumbers<float>(step.State);
            writer.Write(t < bare ? 0 : step.Place);
            writer.Write(step.Score);
            writer.Write(step.Exploration);
            writer.Write(step.Reward);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="shape">Sizes of the network.</param>
    /// <exception cref="IOException">It is damaged.</exception>
    public static List<Decision> Read(byte[] sent, NetworkShape shape)
    {
        using var reader = new BinaryReader(new MemoryStream(sent));
        var episode = new List<Decision>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            var step = new Decision(
                reader.ReadNumbers<float>(), reader.ReadNumbers<float>(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble())
            {
                Reward = reader.ReadDouble(),
            };
            if (step.State.Length != 1 + shape.StateValues || step.Place < 0 || (step.Place + 1) * shape.Signals > step.Rows.Length)
            {
                throw new IOException("an episode was damaged on its way");
            }
            episode.Add(step);
        }
        return episode;
    }
}
