using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Makes a row between two rows of its class.</summary>
/// <remarks>
/// A number lies between those of both rows, and is missing where the first's is; a category is that of most voters, the first row's own where that is one of
/// several (SMOTE-NC, section 6.1 of the paper). A date is the first row's. Distances are those of the learner's features, in place of the
/// median deviation for each category that differs.
/// </remarks>
/// <param name="nearestOnly">Whether the second row is one of the nearest.</param>
internal abstract class PairMethod(bool nearestOnly) : IRowMethod
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public int FewestRows => 2;

    /// <inheritdoc/>
    public string? FaultOf(Table features) => RowMethods.FaultOfFree(features)
        ?? (features.Columns.Any(column => column.Kind is ColumnKind.Numeric or ColumnKind.Categorical) ? null : "needs a column of numbers or categories");

    /// <inheritdoc/>
    public Func<Pcg64, MadeCells?> Begin(ClassRows rows)
    {
        var pairs = new ParentPairs(rows.Items, rows.Rows, nearestOnly);
        IReadOnlyList<TableColumn> columns = rows.Features.Columns;
        NumberForm?[] numbers = [.. columns.Select(column => column.Kind == ColumnKind.Numeric ? new NumberForm(column) : null)];
        return random =>
        {
            ParentPair pair = pairs.Draw(random);
            return new MadeCells([.. columns.Select((column, i) => CellOf(column, numbers[i], pair))], [pair.First, pair.Second]);
        };
    }

    private static string? CellOf(TableColumn column, NumberForm? numbers, ParentPair pair) =>
        numbers is not null
            ? numbers.NumberOf(pair.First) is double first && numbers.NumberOf(pair.Second) is double second
                ? numbers.TextOf(pair.Between(first, second)) : column.CellOf(pair.First)
            : column.Kind == ColumnKind.Categorical ? MajorityOf(column, pair) : column.CellOf(pair.First);

    private static string? MajorityOf(TableColumn column, ParentPair pair)
    {
        IGrouping<string?, string?>[] votes = [.. pair.Voters.Select(column.CellOf).GroupBy(cell => cell)];
        string?[] most = [.. votes.Where(group => group.Count() == votes.Max(other => other.Count())).Select(group => group.Key)];
        string? own = column.CellOf(pair.First);
        return most.Contains(own) ? own : most.Order(StringComparer.Ordinal).First();
    }
}
