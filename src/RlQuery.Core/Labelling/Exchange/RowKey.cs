namespace RlQuery.Core.Labelling.Exchange;

/// <summary>The names of the fields that identify a row in exported files.</summary>
internal static class RowKey
{
    /// <summary>0-based row of the table.</summary>
    public const string Row = "rlquery_row";

    /// <summary>Hash of the row's cells, see <see cref="TableFingerprint.HashOf"/>.</summary>
    public const string Hash = "rlquery_hash";

    /// <summary>Who said what of the row.</summary>
    public const string Labels = "rlquery_labels";

    /// <summary>True if the row's label was settled, and is not the majority's.</summary>
    public const string Settled = "rlquery_settled";

    /// <summary>What was noted of the row, and by whom.</summary>
    public const string Notes = "rlquery_notes";

    /// <summary>What was noted, in a list of <see cref="Notes"/>.</summary>
    public const string Note = "note";

    /// <summary>The question of an annotation task.</summary>
    public const string Question = "rlquery_question";

    /// <summary>What an annotation task is expected to be worth and to cost.</summary>
    public const string Task = "rlquery_task";

    /// <summary>The annotator, in a list of <see cref="Labels"/> and in flat records.</summary>
    public const string Annotator = "annotator";

    /// <summary>Whether it is the truth, whatever others said, in a list of <see cref="Labels"/> and in flat records; Label Studio's name of it.</summary>
    public const string Truth = "ground_truth";

    /// <summary>What was said, in a list of <see cref="Labels"/>.</summary>
    public const string Label = "label";

    /// <exception cref="InvalidInputException">A column of the table has one of these names.</exception>
    internal static void RefuseColumns(LabellingTable table)
    {
        if (table.Cells.Columns.FirstOrDefault(column => column.Name is Row or Hash or Labels or Settled or Notes or Question or Task) is { } column)
        {
            throw new InvalidInputException($"{table.Cells.Source}: its column {column.Name} has the name that export gives to its own; rename it");
        }
    }
}
