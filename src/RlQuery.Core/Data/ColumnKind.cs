namespace RlQuery.Core.Data;

/// <summary>What the cells of a column mean.</summary>
public enum ColumnKind
{
    /// <summary>The file does not say; the cells decide.</summary>
    Unknown,

    /// <summary>Every non-missing cell is a finite number.</summary>
    Numeric,

    /// <summary>Every distinct text is a category.</summary>
    Categorical,

    /// <summary>Every non-missing cell is a date, with or without a time; see <see cref="DateForm"/>.</summary>
    Date,

    /// <summary>Words in free order.</summary>
    Text,

    /// <summary>Every non-missing cell names an image file, relative to the folder of the table.</summary>
    Image,

    /// <summary>The column is left out.</summary>
    Ignored,

    /// <summary>What the label of each row counts, such as the probability that it is right; no feature.</summary>
    Weight,

    /// <summary>What the answer of each row costs; no feature.</summary>
    Cost,
}
