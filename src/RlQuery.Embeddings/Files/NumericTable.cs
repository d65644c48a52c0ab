using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Embeddings.Files;

/// <summary>A table made numeric, as it is written to a file.</summary>
public sealed class NumericTable
{
    private NumericTable(FeaturizedTable features, int rows, string? targetName, string?[] target) =>
        (Features, Rows, TargetName, Target) = (features, rows, targetName, target);

    /// <summary>The features, in single precision.</summary>
    public FeaturizedTable Features { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Columns of texts that stand before the features, and are none.</summary>
    /// <value>Default: none.</value>
    internal IReadOnlyList<(string Name, string[] Cells)> Texts { get; private init; } = [];

    /// <summary>Name of the target column; null where there is none.</summary>
    public string? TargetName { get; }

    /// <summary>The cell of each row in the target column, null where it is missing; empty where there is no target.</summary>
    public IReadOnlyList<string?> Target { get; }

    /// <summary>Joins features and target.</summary>
    /// <param name="table">The table as it was read.</param>
    /// <param name="target">Its target column; -1 for none.</param>
    /// <param name="schema">The schema by which it is read; null for none.</param>
    /// <param name="blocks">The features of each of its columns, in their order.</param>
    /// <exception cref="InvalidInputException">There is no feature, there are too many, or two columns have one name.</exception>
    public static NumericTable Of(Table table, int target, TableSchema? schema, IReadOnlyList<FeaturizedTable> blocks)
    {
        FeaturizedTable features = ColumnReading.Join(blocks, table.Source, table.Rows);
        TableColumn? answers = target < 0 ? null : (schema?.Apply(table, target) ?? table).Columns[target];
        string? twice = features.FeatureNames.Append(answers?.Name ?? "").CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key;
        return twice is null ? new NumericTable(features, table.Rows, answers?.Name, answers?.Cells ?? [])
            : throw new InvalidInputException($"{table.Source}: two columns would be named {MessageText.Quote(twice)}; rename one");
    }

    /// <summary>Takes over columns that are made, and not read.</summary>
    /// <param name="texts">Columns of texts that are no features, at least one.</param>
    /// <param name="features">The features.</param>
    /// <param name="targetName">Name of the target.</param>
    /// <param name="target">Its cells, null where missing.</param>
    internal static NumericTable Of(IReadOnlyList<(string Name, string[] Cells)> texts, FeaturizedTable features, string targetName, string?[] target) =>
        new(features, target.Length, targetName, target) { Texts = texts };
}
