namespace RlQuery.Torch.Agents.Imitation;

/// <summary>A state that was visited, and what candidates there are worth.</summary>
/// <param name="Context">Context of the state [C]; none if there was nothing to query.</param>
/// <param name="Rows">Encoded candidates [n x F].</param>
/// <param name="Values">What followed each [n].</param>
/// <param name="Gain">What following the network would have gained over the shortlist signal.</param>
/// <param name="Steps">Environment steps made.</param>
internal sealed record Visit(float[] Context, float[] Rows, double[] Values, double Gain, int Steps)
{
    /// <summary>Writes it for another process.</summary>
    public byte[] Write()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.WriteNumbers<float>(Context);
        writer.WriteNumbers<float>(Rows);
        writer.WriteNumbers<double>(Values);
        writer.Write(Gain);
        writer.Write(Steps);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="sent">What was sent.</param>
    /// <exception cref="IOException">It is damaged.</exception>
    public static Visit Read(byte[] sent)
    {
        using var reader = new BinaryReader(new MemoryStream(sent));
        return new Visit(reader.ReadNumbers<float>(), reader.ReadNumbers<float>(), reader.ReadNumbers<double>(), reader.ReadDouble(), reader.ReadInt32());
    }
}
