namespace RlQuery.MicrosoftML;

/// <summary>Work on all cores, one thread each.</summary>
internal static class Cores
{
    /// <summary>As many threads as cores: without a limit the runtime adds threads while a model computes, and each takes memory of its own.</summary>
    public static ParallelOptions All(CancellationToken cancellation) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        CancellationToken = cancellation,
    };
}
