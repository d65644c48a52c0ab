using RlQuery.Core.Data;

namespace RlQuery.OwnParts;

/// <summary>Lines of cells between bars, the first of names.</summary>
public sealed class OwnFormat : ITableFormat
{
    public string Name => "bars";

    public string Description => "cells between bars";

    public IReadOnlyList<string> Extensions { get; } = [".bars"];

    public Table Read(TableFile file, string? target)
    {
        string[][] lines = [.. file.ReadText().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|'))];
        TableColumn[] columns =
        [
            .. lines[0].Select((name, i) => new TableColumn(name, ColumnKind.Unknown, [.. lines.Skip(1).Select(line => line[i].Length == 0 ? null : line[i])])),
        ];
        return new Table(file.Name, file.Path, columns, [.. Enumerable.Range(2, lines.Length - 1)]);
    }
}
