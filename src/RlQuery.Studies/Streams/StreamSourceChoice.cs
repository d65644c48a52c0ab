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
    public static IReadOnlyList<IStreamSource> Open(StreamStudyOptions options, Faults faults)
    {
        faults.Once("stream", options.Streams);
        return [.. options.Streams.Select(name => faults.Collect(() => Open(name, options))).OfType<IStreamSource>()];
    }

    private static IStreamSource Open(string name, StreamStudyOptions options)
    {
        if (StreamSources.All.FirstOrDefault(source => source.Name == name) is { } made)
        {
            return made;
        }
        if (File.Exists(name) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return new TableSource(DatasetReader.Read(name, new DatasetReaderOptions
            {
                Kind = options.Numbers ? TargetKind.Number : TargetKind.Class,
                Target = options.Target,
                Parts = options.Parts,
                Featurizer = new MixedTableFeaturizer(),
            }));
        }
        var catalog = Catalog.Load();
        return catalog.Contains(name)
            ? new TableSource(catalog.Open(name, new MixedTableFeaturizer()))
            : StreamSources.Find(name);
    }
}
