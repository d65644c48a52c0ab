using RlQuery.Studies;

namespace RlQuery.Cli.Streaming;

/// <summary>What the verbs of streams read alike.</summary>
internal static class StreamNames
{
    /// <summary>Parts by name; what is unknown is added to the faults.</summary>
    public static IReadOnlyList<T> Of<T>(string[]? names, IReadOnlyList<T> usual, Func<string, T> find, Faults faults)
        where T : class =>
        names is { Length: > 0 } ? [.. names.Select(name => faults.Collect(() => find(name))).OfType<T>()] : usual;

    /// <summary>Shares of items; what is not allowed is added to the faults.</summary>
    public static IReadOnlyList<double> Rates(string[]? texts, IReadOnlyList<double> usual, Faults faults) =>
        texts is { Length: > 0 } ? [.. texts.Select(text => faults.Positive("rate", text, 1) ?? 1)] : usual;
}
