namespace RlQuery.Core.Data;

/// <summary>What the cells of a column mean.</summary>
public enum ColumnKind
{
    /// <summary>The file does not say; the cells decide.</summary>
    Unknown,

    /// <summary>Every cell that is there is a finite number.</summary>
    Numeric,

    /// <summary>Every distinct text is a category.</summary>
    Categorical,
}
