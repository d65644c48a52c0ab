namespace RlQuery.Core.Streams.Sources;

/// <summary>The streams that this library makes.</summary>
public static class StreamSources
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IStreamSource> All { get; } =
    [
        .. Of("sea", "SEA concepts (Street and Kim 2001)", (drift, seed) => new SeaStream(drift, seed)),
        .. Of("hyperplane", "hyperplane in ten features (Hulten and others 2001)", (drift, seed) => new HyperplaneStream(drift, seed)),
        .. Of("sine", "above or below a sine (Gama and others 2004)", (drift, seed) => new SineStream(drift, seed)),
        .. Of("circles", "inside or outside of a circle (Gama and others 2004)", (drift, seed) => new CircleStream(drift, seed)),
        .. Of("clusters", "normal clusters (Bifet and others 2009)", ClusterStream.Of),
    ];

    /// <summary>The stream of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static IStreamSource Find(string name) => All.FirstOrDefault(source => source.Name == name)
        ?? throw new InvalidInputException($"stream: '{name}' is unknown{NearestName.Hint(name, [.. All.Select(source => source.Name)])}");

    private static IEnumerable<IStreamSource> Of(string name, string description, Func<ConceptDrift, ulong, StreamItems> open) =>
    [
        new Generator($"{name}-steady", $"{description}, without drift", seed => open(ConceptDrift.None, seed)),
        new Generator($"{name}-sudden", $"{description}, a sudden drift every {ConceptSchedule.Period} items", seed => open(ConceptDrift.Sudden, seed)),
        new Generator($"{name}-gradual", $"{description}, a gradual drift every {ConceptSchedule.Period} items", seed => open(ConceptDrift.Gradual, seed)),
    ];

    private sealed record Generator(string Name, string Description, Func<ulong, StreamItems> Start) : IStreamSource
    {
        public StreamItems Open(ulong seed) => Start(seed);
    }
}
