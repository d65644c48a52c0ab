using System.Security.Cryptography;
using System.Text;
using RlQuery.Core.Data;
using RlQuery.Embeddings.Models;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings;

/// <summary>Encodes texts by a pre-trained model: one vector each, whatever the column is about.</summary>
/// <param name="source">Where the model comes from; it is loaded when it is first needed.</param>
internal sealed class TextEncoder(TextSource source) : IColumnEncoder
{
    // A batch is large enough to keep a core busy, and takes about 30 MB at the widest layer.
    private const int PiecesPerBatch = 2048;

    // About a second of work.
    private const int KeptAtOnce = 256;

    // Latin letters, and those with accents, come before.
    private const int FirstOtherScript = 0x0370;

    private readonly Lazy<TextModel> _model = new(source.Load);

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public string Identity => source.Identity;

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Text;

    /// <inheritdoc/>
    public int? Dimensions => source.Dimensions;

    /// <inheritdoc/>
    public long ModelBytes => source.Bytes;

    /// <inheritdoc/>
    public string? Misfit(TableColumn column)
    {
        if (!source.IsEnglish)
        {
            return null;
        }
        long letters = 0;
        long other = 0;
        foreach (Rune letter in column.Cells.OfType<string>().SelectMany(cell => cell.EnumerateRunes()).Where(Rune.IsLetter))
        {
            letters++;
            other += letter.Value >= FirstOtherScript ? 1 : 0;
        }
        return other * 2 > letters ? "knows English, and most letters are of another script" : null;
    }

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options)
    {
        string[] texts = [.. column.Cells.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (texts.Length == 0)
        {
            return EncodedColumn.Empty;
        }
        var run = new EmbeddingRun(column.Name, this, options, KeptAtOnce);
        int dimensions = source.Dimensions ?? _model.Value.Dimensions;
        int[][] pieces = new int[texts.Length][];
        float[] cut = new float[texts.Length];
        // One number more than the vector says whether the text was cut, so that the cache knows it, too.
        float[][] vectors = run.Compute(
            [.. texts.Select(Hash)], dimensions + 1,
            missing =>
            {
                TextModel model = _model.Value;
                Parallel.ForEach(missing, Cores.All(options.Cancellation), i =>
                {
                    pieces[i] = model.Pieces(texts[i], out bool isCut);
                    cut[i] = isCut ? 1 : 0;
                });
                return Batches.ByLength(missing, i => pieces[i].Length, PiecesPerBatch);
            },
            batch => [.. _model.Value.Encode(Array.ConvertAll(batch, i => pieces[i])).Zip(batch, (vector, i) => (float[])[.. vector, cut[i]])]);
        var places = texts.Index().ToDictionary(text => text.Item, text => text.Index, StringComparer.Ordinal);
        float[][] bare = Array.ConvertAll(vectors, vector => vector[..dimensions]);
        EncodedColumn encoded = EmbeddedColumn.Of(table, column, Name, [.. column.Cells.Select(cell => cell is null ? null : bare[places[cell]])]);
        return encoded with { Notes = [.. Notes(column, vectors.Count(vector => vector[^1] > 0), texts.Length, run.CacheFault)] };
    }

    private IEnumerable<string> Notes(TableColumn column, int cut, int texts, string? cacheFault)
    {
        if (cut > 0)
        {
            yield return $"column {column.Name}: {cut} of {texts} texts are longer than the {source.Longest} word pieces that {Name} reads; "
                + "their ends are not read";
        }
        if (cacheFault is not null)
        {
            yield return cacheFault;
        }
    }

    private byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Identity}\0{text}"));
}
