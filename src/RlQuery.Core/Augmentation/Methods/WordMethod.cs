using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Changes some words of each text of a row.</summary>
/// <remarks>
/// J. Wei and K. Zou, "EDA: Easy Data Augmentation Techniques for Boosting Performance on Text Classification Tasks" (2019), with α = 0.1: a tenth of the
/// words, and at least one. Words are what stands between blanks.
/// </remarks>
internal abstract class WordMethod : IRowMethod
{
    private const double Alpha = 0.1;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public int FewestRows => 1;

    /// <inheritdoc/>
    public string? FaultOf(Table features) => features.Columns.Any(column => column.Kind == ColumnKind.Text) ? null : "needs a column of texts";

    /// <inheritdoc/>
    public Func<Pcg64, MadeCells?> Begin(ClassRows rows) => random =>
    {
        int parent = rows.Rows[random.NextInt(rows.Rows.Length)];
        string?[] cells = [.. rows.Features.Columns.Select(column =>
            column.Kind == ColumnKind.Text && column.CellOf(parent) is { } text ? Changed(text, random) : column.CellOf(parent))];
        return new MadeCells(cells, [parent]);
    };

    /// <summary>Changes some words.</summary>
    /// <param name="words">The words, at least two.</param>
    /// <param name="count">How many to change, at least one.</param>
    /// <param name="random">The generator.</param>
    protected abstract IEnumerable<string> Change(string[] words, int count, Pcg64 random);

    private string Changed(string text, Pcg64 random)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? text : string.Join(' ', Change(words, Math.Max(1, (int)(Alpha * words.Length)), random));
    }
}
