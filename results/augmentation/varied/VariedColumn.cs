using RlQuery.Core.Augmentation;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Varied;

/// <summary>
/// A column, and after it what methods of <c>rlquery augment</c> make of each of its cells: as many blocks of features as there are methods and one.
/// </summary>
internal static class VariedColumn
{
    /// <summary>Encodes the column and its changed cells.</summary>
    /// <param name="encoder">Makes numbers of cells.</param>
    /// <param name="methods">What changes a cell; it looks at no label and no other row.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="options">As for the encoder.</param>
    public static EncodedColumn Encode(IColumnEncoder encoder, IEnumerable<IRowMethod> methods, Table table, TableColumn column, EncodingOptions options)
    {
        Table alone = table with { Columns = [column] };
        IEnumerable<EncodedColumn> changed = methods.Select(method =>
        {
            TableColumn cells = column with { Cells = [.. Enumerable.Range(0, table.Rows).Select(row => Change(method, alone, row))], Raw = null };
            EncodedColumn encoded = encoder.Encode(table with { Columns = [cells] }, cells, options);
            return encoded with { Names = [.. encoded.Names.Select(name => $"{method.Name} {name}")] };
        });
        EncodedColumn[] blocks = [encoder.Encode(table, column, options), .. changed];
        return blocks.Select(block => block.Names.Length).Distinct().Count() == 1 ? EncodedColumn.Join(blocks) with { IsEmbedding = true }
            : throw new InvalidDataException($"{table.Source}: the encoder makes {string.Join(", ", blocks.Select(block => block.Names.Length))} features");
    }

    private static string? Change(IRowMethod method, Table table, int row) =>
        method.Begin(new ClassRows(table, new FeatureMatrix(new float[table.Rows], table.Rows, 1), [row]))(new Pcg64((ulong)row, method.Name)) is { } made
            ? made.Cells[0] : null;
}
