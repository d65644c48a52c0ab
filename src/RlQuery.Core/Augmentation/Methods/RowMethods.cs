using RlQuery.Core.Data;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>The ways to make rows of tables and texts.</summary>
public static class RowMethods
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<IRowMethod> All { get; } =
        [new SmoteMethod(), new CopulaMethod(), new MixupMethod(), new WordDeletionMethod(), new WordSwapMethod()];

    /// <summary>Why a method of numbers and categories cannot make rows of a table; null if it can.</summary>
    internal static string? FaultOfFree(Table features) =>
        features.Columns.FirstOrDefault(column => column.Kind is ColumnKind.Text or ColumnKind.Image) is { } column
            ? $"makes no {(column.Kind == ColumnKind.Text ? "texts" : "pictures")}, and column {column.Name} holds them" : null;
}
