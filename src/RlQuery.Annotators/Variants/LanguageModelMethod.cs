using RlQuery.Core.Augmentation;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Variants;

/// <summary>Rows that language models wrote from labelled rows, each a variant of one. They are asked before; see <see cref="VariantRun"/>.</summary>
public sealed class LanguageModelMethod : IRowMethod
{
    private readonly IReadOnlyList<MadeCells> _written;

    internal LanguageModelMethod(IReadOnlyList<MadeCells> written) => _written = written;

    /// <summary>The method before a model is asked: it makes no row.</summary>
    public static LanguageModelMethod Unasked { get; } = new([]);

    /// <inheritdoc/>
    public string Name => "language-model";

    /// <inheritdoc/>
    public string Description => "a row that a language model wrote, shown one of the class";

    /// <inheritdoc/>
    public int FewestRows => 1;

    /// <inheritdoc/>
    public string? FaultOf(Table features) => features.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Image) is { } column
        ? $"writes no pictures, and column {column.Name} holds them" : null;

    /// <inheritdoc/>
    public Func<Pcg64, MadeCells?> Begin(ClassRows rows)
    {
        HashSet<int> own = [.. rows.Rows];
        var left = new Queue<MadeCells>(_written.Where(one => own.Contains(one.Parents[0])));
        return _ => left.TryDequeue(out MadeCells? next) ? next : null;
    }
}
