namespace RlQuery.Core.Data.Graphs;

/// <summary>Tables of three columns between tabs: subject, relation and object, without a header.</summary>
internal static class TripleTable
{
    /// <summary>Reads a line; one of blanks alone holds nothing.</summary>
    public static string? TryRead(ReadOnlySpan<char> line, out Triple triple)
    {
        triple = new Triple { IsNone = true };
        if (line.IsWhiteSpace())
        {
            return null;
        }
        Span<Range> cells = stackalloc Range[4];
        int count = line.Split(cells, '\t', StringSplitOptions.TrimEntries);
        if (count != 3)
        {
            return $"{(count > 3 ? "more than 3" : count)} cells; use subject, relation and object, with a tab between them";
        }
        triple = new Triple { Subject = line[cells[0]], Relation = line[cells[1]], Object = line[cells[2]], IsLiteral = LabelRelations.Has(line[cells[1]]) };
        return triple.Subject.IsEmpty || triple.Relation.IsEmpty || triple.Object.IsEmpty ? "an empty cell; each of the three must be there" : null;
    }
}
