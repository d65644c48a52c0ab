namespace RlQuery.Core.Streams.Sources;

/// <summary>The streams that this library makes.</summary>
public static class StreamSources
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IStreamSource> All { get; } =
    [
        .. Of("sea", "SEA concepts (Street and Kim 2001)", (drift, seed) => new SeaStream(drift, seed)),
        .. Of("hyperplane", "hyperplane in ten features (Hulten and others 2001)", (drift, seed) => new HyperplaneStream(drift, seed)),
        .. Of("clusters", "normal clusters (Bifet and others 2009)", ClusterStream.Of),
    ];

    /// <summary>The stream of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static IStreamSource Find(string name) => All.FirstOrDefault(source => source.Name == name)
        ?? throw new InvalidInputException($"stream: '{name}' is unknown{NearestName.Hint(name, [.. All.Select(source => source.Name)])}");

    private static IEnumerable<IStreamSource> Of(string name, string description, Func<ConceptDrift, ulong, ItemStream> open) =>
        Enum.GetValues<ConceptDrift>().Select(drift => new Generator(
            $"{name}-{drift switch { ConceptDrift.None => "steady", ConceptDrift.Sudden => "sudden", _ => "gradual" }}",
            $"{description}, {(drift == ConceptDrift.None ? "without drift" : $"{drift.ToString().ToLowerInvariant()} drift every {ConceptSchedule.Period} items")}",
            seed => open(drift, seed)));

    private sealed record Generator(string Name, string Description, Func<ulong, ItemStream> Start) : IStreamSource
    {
        public ItemStream Open(ulong seed) => Start(seed);
    }
}
