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
        byte[][] contents = [.. hashes.DistinctBy(Convert.ToHexString)];
        var places = contents.Index().ToDictionary(content => Convert.ToHexString(content.Item), content => content.Index);
        int[] content = [.. hashes.Select(hash => places[Convert.ToHexString(hash)])];
        int[] first = [.. contents.Select((_, i) => Array.IndexOf(content, i))];
        var run = new EmbeddingRun(column.Name, this, options, KeptAtOnce);
        int dimensions = source.Dimensions ?? _model.Value.Dimensions;
        float[][] vectors = run.Compute(
            contents, dimensions, missing => [.. missing.Select(i => (int[])[i])],
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
            if (!InputFile.IsRegular(path))
            {
                faults[i] = File.Exists(path) ? "is empty, or a pipe or a device, which is not read" : "is not there: no such file beside the table";
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
