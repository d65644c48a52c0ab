namespace RlQuery.Core.Labelling.Exchange;

/// <summary>The names under which a row is told apart in files that leave a session and come back.</summary>
internal static class RowKey
{
    /// <summary>0-based row of the table.</summary>
    public const string Row = "rlquery_row";

    /// <summary>Hash of the row's cells, see <see cref="TableFingerprint.HashOf"/>.</summary>
    public const string Hash = "rlquery_hash";

    /// <summary>Who said what of the row.</summary>
    public const string Labels = "rlquery_labels";

    /// <summary>True where the row's label is not what most said of it, but what was settled on.</summary>
    public const string Settled = "rlquery_settled";

    /// <summary>Who said it, in a list of <see cref="Labels"/> and in flat records.</summary>
    public const string Annotator = "annotator";

    /// <summary>What was said, in a list of <see cref="Labels"/>.</summary>
    public const string Label = "label";

    /// <exception cref="InvalidInputException">A column of the table has one of the names.</exception>
    internal static void RefuseColumns(LabellingTable table)
    {
        if (table.Cells.Columns.FirstOrDefault(column => column.Name is Row or Hash or Labels or Settled) is { } column)
        {
            throw new InvalidInputException($"{table.Cells.Source}: its column {column.Name} has the name that export gives to its own; rename it");
        }
    }
}
