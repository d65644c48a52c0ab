using System.Security.Cryptography;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Graphs;

/// <summary>Files of triples, a line each.</summary>
internal static class TripleFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; unpacked where its name ends in .gz.</param>
    /// <param name="read">Reads a line.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or a line is broken; a line for each fault, ten at most and how many more.</exception>
    public static KnowledgeGraph Read(string path, TripleReader read)
    {
        string text = TextFile.Read(path);
        var faults = new FaultList(path);
        var builder = new GraphBuilder();
        var words = new LabelWords();
        var named = new HashSet<int>();
        int line = 0;
        foreach (ReadOnlySpan<char> own in text.AsSpan().EnumerateLines())
        {
            line++;
            if (read(own, out Triple triple) is { } fault)
            {
                faults.Add(line, fault);
            }
            else if (!triple.IsNone && !faults.Any)
            {
                Add(triple, builder, words, named);
            }
        }
        if (!faults.Any && builder.Names.Count == 0)
        {
            faults.Add("no triple; a graph needs at least one");
        }
        faults.ThrowIfAny();
        for (int entity = 0; entity < builder.Names.Count; entity++)
        {
            if (!named.Contains(entity))
            {
                words.Add(LocalName(builder.Names[entity]), entity);
            }
        }
        return builder.Build(path, Convert.ToHexStringLower(SHA256.HashData(InputFile.ReadBytes(path))), words, faults.Notes);
    }

    private static void Add(in Triple triple, GraphBuilder builder, LabelWords words, HashSet<int> named)
    {
        int subject = builder.Entity(triple.Subject);
        if (!triple.IsLiteral)
        {
            builder.Relate(subject, builder.Entity(triple.Object));
        }
        else if (LabelRelations.Has(triple.Relation))
        {
            named.Add(subject);
            words.Add(triple.Object.ToString(), subject);
        }
    }

    // What an entity without a label is called: the last part of its IRI.
    private static string LocalName(string name)
    {
        if (name.StartsWith("_:", StringComparison.Ordinal))
        {
            return "";
        }
        bool isIri = name.Contains("://", StringComparison.Ordinal);
        string own = isIri ? Uri.UnescapeDataString(name[(name.TrimEnd('/', '#').LastIndexOfAny(['/', '#']) + 1)..]) : name;
        return own.Replace('_', ' ');
    }
}
