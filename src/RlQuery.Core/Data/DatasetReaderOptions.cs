namespace RlQuery.Core.Data;

/// <summary>How <c>DatasetReader</c> understands a file.</summary>
public sealed record DatasetReaderOptions
{
    /// <summary>What the target is: a class, a number, a set of classes, or a text.</summary>
    /// <value>Default: classification, in which every distinct text of the target column is a class.</value>
    public TargetKind Kind { get; init; } = TargetKind.Class;

    /// <summary>The target column: its name, or its 0-based index, where -1 is the last column.</summary>
    /// <value>Default: null, the last column.</value>
    /// <remarks>If a column has that number as its name, the name wins over the index. LIBSVM files have the target first and ignore this.</remarks>
    public string? Target { get; init; }

    /// <summary>Whether the first row of a CSV file names the columns.</summary>
    /// <value>Default: null; the cells decide.</value>
    public bool? Header { get; init; }

    /// <summary>Known kinds of the columns of a table.</summary>
    /// <value>Default: null; the cells decide.</value>
    public TableSchema? Schema { get; init; }

    /// <summary>Where formats are found.</summary>
    /// <value>Default: null; those of this library.</value>
    public Parts? Parts { get; init; }

    /// <summary>What makes categories and missing cells numeric.</summary>
    /// <value>Default: null; then only tables that are all numbers can be read.</value>
    public ITableFeaturizer? Featurizer { get; init; }
}
