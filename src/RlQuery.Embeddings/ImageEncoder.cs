using System.Security.Cryptography;
using System.Text;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Embeddings.Models;
using RlQuery.MicrosoftML;

namespace RlQuery.Embeddings;

/// <summary>Encodes image files by a pre-trained model: one vector each.</summary>
/// <param name="source">Where the model comes from; it is loaded when it is first needed.</param>
internal sealed class ImageEncoder(ImageSource source) : IColumnEncoder
{
    // About a second of work.
    private const int KeptAtOnce = 16;

    private readonly Lazy<ImageModel> _model = new(source.Load);

    /// <inheritdoc/>
    public string Name => source.Name;

    /// <inheritdoc/>
    public string Description => source.Description;

    /// <inheritdoc/>
    public string Identity => source.Identity;

    /// <inheritdoc/>
    public ColumnKind Kind => ColumnKind.Image;

    /// <inheritdoc/>
    public int? Dimensions => source.Dimensions;

    /// <inheritdoc/>
    public EncodedColumn Encode(Table table, TableColumn column, EncodingOptions options)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(table.Source))!;
        string[] files = [.. column.Cells.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            return EncodedColumn.Empty;
        }
        string?[] faults = new string?[files.Length];
        byte[][] hashes = Hash(folder, files, faults, options.Cancellation);
        var place = files.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        ThrowIfAny(table, column, place, faults);

        // Two files of the same bytes are one content.
        var places = new Dictionary<string, int>();
        var first = new List<int>();
        int[] content = new int[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            string key = Convert.ToHexString(hashes[i]);
            if (!places.TryGetValue(key, out content[i]))
            {
                content[i] = first.Count;
                places.Add(key, first.Count);
                first.Add(i);
            }
        }
        var run = new EmbeddingRun(column.Name, this, options, KeptAtOnce);
        int dimensions = source.Dimensions ?? _model.Value.Dimensions;
        float[][] vectors = run.Compute(
            [.. first.Select(file => hashes[file])], dimensions, missing => [.. missing.Select(i => (int[])[i])],
            batch => [Compute(Path.Combine(folder, files[first[batch[0]]]), dimensions, out faults[first[batch[0]]])]);
        ThrowIfAny(table, column, place, [.. content.Select(i => faults[first[i]])]);
        EncodedColumn encoded = EmbeddedColumn.Of(table, column, Name, [.. column.Cells.Select(cell => cell is null ? null : vectors[content[place[cell]]])]);
        return run.CacheFault is { } fault ? encoded with { Notes = [fault] } : encoded;
    }

    private float[] Compute(string path, int dimensions, out string? fault) =>
        PictureFile.Read(path, _model.Value.Prepare, out fault) is { } values ? _model.Value.Encode(values) : [.. Enumerable.Repeat(float.NaN, dimensions)];

    private byte[][] Hash(string folder, string[] files, string?[] faults, CancellationToken cancellation)
    {
        byte[][] hashes = new byte[files.Length][];
        Parallel.For(0, files.Length, Cores.All(cancellation), i =>
        {
            string path = Path.Combine(folder, files[i]);
            hashes[i] = [];
            faults[i] = PictureFile.FaultOf(path);
            if (faults[i] is not null)
            {
                return;
            }
            try
            {
                using FileStream file = File.OpenRead(path);
                hashes[i] = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{Identity}\0"), .. SHA256.HashData(file)]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults[i] = $"cannot be read: {e.Message}";
            }
        });
        return hashes;
    }

    private static void ThrowIfAny(Table table, TableColumn column, Dictionary<string, int> place, string?[] faults)
    {
        var list = new FaultList(table.Source);
        for (int row = 0; row < column.Cells.Length; row++)
        {
            if (column.Cells[row] is { } cell && faults[place[cell]] is { } fault)
            {
                list.Add(table.Lines[row], column.Name, $"{MessageText.Quote(CellText.OneLine(cell))} {fault}");
            }
        }
        list.ThrowIfAny();
    }
}
