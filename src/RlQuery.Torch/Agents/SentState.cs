using RlQuery.Core.Policies;

namespace RlQuery.Torch.Agents;

/// <summary>What the episodes of a round depend on, on its way to those who play them.</summary>
internal static class SentState
{
    private const string Round = "round";

    /// <summary>The state of a round, as bytes.</summary>
    /// <param name="normalisation">Shift and scale of the network's inputs.</param>
    /// <param name="state">The agent's own.</param>
    /// <param name="round">Number of the round.</param>
    public static byte[] OfRound(Normalisation normalisation, TensorFile state, int round)
    {
        NormalisationFile.Save(state, normalisation);
        state.Add(Round, [(long)round]);
        return Bytes(state);
    }

    /// <summary>The number of the round that a state is of.</summary>
    public static int RoundOf(TensorFile state) => (int)state.Int64(Round, 1)[0];

    /// <summary>Arrays as bytes.</summary>
    public static byte[] Bytes(TensorFile state)
    {
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, state);
        return stream.ToArray();
    }
}
