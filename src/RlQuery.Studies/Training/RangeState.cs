using System.Text;
using RlQuery.Core;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Studies.Training;

/// <summary>A policy whose range is measured, on its way to those who play with it, and what comes back.</summary>
internal static class RangeState
{
    // What is sent for rounds begins with the length of its header.
    private static ReadOnlySpan<byte> Mark => "rlquery range 1\n"u8;

    /// <summary>Writes a policy.</summary>
    /// <param name="document">The content of its policy.json.</param>
    /// <param name="weights">Its weights.</param>
    public static byte[] Write(PolicyDocument document, TensorFile weights)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(PolicyJson.Write(document));
        writer.Flush();
        SafetensorsWriter.Write(stream, weights);
        return stream.ToArray();
    }

    /// <summary>What plays with the policy of a state.</summary>
    /// <param name="state">What was sent.</param>
    /// <param name="environment">The environment in which the policy was trained.</param>
    /// <returns>Null if the state is of something else.</returns>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static RangePlayer? Player(byte[] state, LoadedEnvironment environment)
    {
        if (!state.AsSpan().StartsWith(Mark))
        {
            return null;
        }
        const string Source = "policy of a range";
        var stream = new MemoryStream(state) { Position = Mark.Length };
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        PolicyDocument document = PolicyJson.Read(Encoding.UTF8.GetBytes(reader.ReadString()), Source);
        using var rest = new MemoryStream(state[(int)stream.Position..]);
        LearnedPolicy policy = PolicyReader.Load(document, SafetensorsReader.Read(rest, Source), environment.Parts);
        return new RangePlayer(environment, policy, SignalList.ByName(environment.Parts, document.Signals.Names, document.State.Names));
    }

    /// <summary>Writes what was noted of a problem.</summary>
    public static byte[] Write(IReadOnlyList<double[]> seen)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(seen.Count);
        foreach (double value in seen.SelectMany(row => row))
        {
            writer.Write(value);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what was noted of a problem.</summary>
    /// <exception cref="IOException">It is damaged.</exception>
    public static IReadOnlyList<double[]> Read(byte[] sent)
    {
        using var reader = new BinaryReader(new MemoryStream(sent));
        int rows = reader.ReadInt32();
        int values = (sent.Length - sizeof(int)) / sizeof(double);
        return rows < 0 || (rows == 0 ? values != 0 : values % rows != 0) ? throw new IOException("what was noted of a problem was damaged on its way")
            : [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, values / rows).Select(_ => reader.ReadDouble()).ToArray())];
    }
}
