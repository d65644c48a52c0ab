using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Sources;
using RlQuery.MicrosoftML;

namespace RlQuery.Studies.Streams;

/// <summary>Streams by name.</summary>
internal static class StreamSourceChoice
{
    /// <summary>Finds streams, opens bundled sets and reads files; what cannot be used is added to the faults.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="target">Target column of the files; null for the last.</param>
    /// <param name="numbers">Whether the target of the files is a number.</param>
    /// <param name="parts">Where formats are found.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static IReadOnlyList<IStreamSource> Open(IReadOnlyList<string> names, string? target, bool numbers, Parts parts, Faults faults)
    {
        faults.Once("stream", names);
        var options = new DatasetReaderOptions
        {
            Kind = numbers ? TargetKind.Number : TargetKind.Class,
            Target = target,
            Parts = parts,
            Featurizer = new MixedTableFeaturizer(),
        };
        return [.. names.Select(name => faults.Collect(() => Open(name, options))).OfType<IStreamSource>()];
    }

    private static IStreamSource Open(string name, DatasetReaderOptions options)
    {
        if (StreamSources.All.FirstOrDefault(source => source.Name == name) is { } made)
        {
            return made;
        }
        if (File.Exists(name) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return new TableSource(DatasetReader.Read(name, options));
        }
        var catalog = Catalog.Load();
        return catalog.Contains(name)
            ? new TableSource(catalog.Open(name, options.Featurizer))
            : StreamSources.Find(name);
    }
}
