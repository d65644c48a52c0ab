namespace RlQuery.Core.Data;

/// <summary>Turns a column of texts or images into numbers. A schema names one after the kind: <c>"message": "text n-grams"</c>.</summary>
/// <remarks>The features of a cell depend on the table alone, never on a label: the same table always gives the same bytes.</remarks>
[PartKind("encoder", "encoders")]
public interface IColumnEncoder : IPart
{
    /// <summary>What it reads: <see cref="ColumnKind.Text"/> or <see cref="ColumnKind.Image"/>.</summary>
    ColumnKind Kind { get; }

    /// <summary>Numbers of each cell, where they do not depend on the column.</summary>
    /// <value>Null where they do. Default: null.</value>
    int? Dimensions => null;

    /// <summary>What tells this encoder from another of the same name, such as another version of a model.</summary>
    /// <value>Default: its name.</value>
    string Identity => Name;

    /// <summary>Size of the model that it loads, in bytes.</summary>
    /// <value>At least 0. Default: 0; it loads none.</value>
    long ModelBytes => 0;

    /// <summary>Why it is not made for a column, such as one in another script.</summary>
    /// <param name="column">A column of its kind.</param>
    /// <returns>Half a sentence, which follows the encoder's name; null where it fits. Default: null.</returns>
    string? Misfit(TableColumn column) => null;

    /// <summary>Encodes a column.</summary>
    /// <param name="table">The table that it is part of; paths of images are relative to its folder.</param>
    /// <param name="column">A column of its kind.</param>
    /// <param name="options">Progress, cancellation and cache.</param>
    /// <exception cref="InvalidInputException">A cell cannot be read; a line for each, ten at most and how many more.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options);
}
