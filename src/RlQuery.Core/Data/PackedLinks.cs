using RlQuery.Core.Data.Graphs;

namespace RlQuery.Core.Data;

/// <summary>The entities of a packed set's rows, and what their graph says of them.</summary>
/// <remarks>The words by which texts are linked stay behind: that has been done.</remarks>
internal static class PackedLinks
{
    /// <summary>Packs links.</summary>
    public static void Write(BinaryWriter writer, EntityLinks links)
    {
        KnowledgeGraph graph = links.Graph;
        // A path is nobody else's business.
        writer.Write(Path.GetFileName(Path.TrimEndingDirectorySeparator(graph.Source)));
        writer.Write(graph.Hash);
        int[][] neighbours = [.. Enumerable.Range(0, graph.Count).Select(entity => graph.Neighbours(entity).ToArray())];
        PackedDataset.Texts(writer, [.. Enumerable.Range(0, graph.Count).Select(graph.NameOf)]);
        Ragged(writer, neighbours);
        Ragged(writer, [.. Enumerable.Range(0, links.Rows).Select(row => links.Of(row).ToArray())]);
    }

    /// <summary>Unpacks links.</summary>
    /// <exception cref="FormatException">They are damaged.</exception>
    public static EntityLinks Read(BinaryReader reader)
    {
        string source = reader.ReadString();
        string hash = reader.ReadString();
        string[] names = [.. PackedDataset.Texts(reader).OfType<string>()];
        (int[] offsets, int[] neighbours) = Ragged(reader);
        if (offsets.Length != names.Length + 1 || neighbours.Any(entity => entity < 0 || entity >= names.Length))
        {
            throw new FormatException();
        }
        Dictionary<string, int> places = names.Select((name, entity) => (name, entity)).ToDictionary(one => one.name, one => one.entity);
        (int[] rows, int[] entities) = Ragged(reader);
        return new EntityLinks(
            new KnowledgeGraph(source, hash, names, places, offsets, neighbours, NoWords.Instance),
            [.. Enumerable.Range(0, rows.Length - 1).Select(row => entities[rows[row]..rows[row + 1]])]);
    }

    private static void Ragged(BinaryWriter writer, int[][] lists)
    {
        int[] offsets = new int[lists.Length + 1];
        for (int i = 0; i < lists.Length; i++)
        {
            offsets[i + 1] = offsets[i] + lists[i].Length;
        }
        PackedDataset.Numbers<int>(writer, offsets);
        PackedDataset.Numbers<int>(writer, [.. lists.SelectMany(list => list)]);
    }

    private static (int[] Offsets, int[] Values) Ragged(BinaryReader reader)
    {
        int[] offsets = PackedDataset.Numbers<int>(reader);
        int[] values = PackedDataset.Numbers<int>(reader);
        return offsets.Length > 0 && offsets[0] == 0 && offsets[^1] == values.Length && offsets.Zip(offsets.Skip(1)).All(both => both.First <= both.Second)
            ? (offsets, values)
            : throw new FormatException();
    }

    /// <summary>Finds nothing.</summary>
    private sealed class NoWords : IEntityWords
    {
        public static NoWords Instance { get; } = new();

        public int Longest => 0;

        public bool Find(ReadOnlySpan<string> phrase, ICollection<int> entities) => false;
    }
}
