using RlQuery.Core.Augmentation.Methods;
using RlQuery.Core.Data;
using RlQuery.Embeddings;

namespace RlQuery.Varied;

/// <summary>Texts, the same without a tenth of their words, and the same with as many words swapped, each by MiniLM.</summary>
public sealed class VariedTexts : IColumnEncoder
{
    /// <inheritdoc/>
    public string Name => "varied-texts";

    /// <inheritdoc/>
    public string Description => "texts, and what deletion and swap make of them, by all-MiniLM-L6-v2";

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options) => VariedColumn.Encode(
        PretrainedEncoders.Texts, RowMethods.All.Where(method => method.Name is "deletion" or "swap"), table, column with { Kind = ColumnKind.Text }, options);
}
