using RlQuery.Core.Policies;

namespace RlQuery.Torch.Tensors;

/// <summary>All that <see cref="AdamOptimizer"/> remembers from step to step.</summary>
/// <param name="Steps">Number of steps taken.</param>
/// <param name="Moments">Row-major values by name: <c>{parameter}.mean</c> and <c>{parameter}.square</c> for each parameter.</param>
internal sealed record AdamState(long Steps, IReadOnlyDictionary<string, float[]> Moments)
{
    private const string StepsName = "adam.steps";
    private const string MomentPrefix = "adam.";

    /// <summary>Reads what <see cref="Save"/> added.</summary>
    /// <param name="checkpoint">Holds it.</param>
    /// <param name="prefix">What stands before the names.</param>
    public static AdamState Read(TensorFile checkpoint, string prefix) => new(
        checkpoint.Int64(prefix + StepsName, 1)[0],
        checkpoint.Names.Where(name => name.StartsWith(prefix + MomentPrefix, StringComparison.Ordinal) && name != prefix + StepsName)
            .ToDictionary(name => name[(prefix + MomentPrefix).Length..], name => checkpoint.Float32(name)));

    /// <summary>Adds it to a checkpoint.</summary>
    /// <param name="checkpoint">Receives it.</param>
    /// <param name="prefix">What to put before the names.</param>
    public void Save(TensorFile checkpoint, string prefix)
    {
        checkpoint.Add(prefix + StepsName, new[] { Steps });
        foreach ((string name, float[] values) in Moments)
        {
            checkpoint.Add(prefix + MomentPrefix + name, values);
        }
    }
}
