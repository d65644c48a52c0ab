using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Embeddings.Regions;

namespace RlQuery.Studies.Segmentation;

/// <summary>Answers all regions of a picture at once by a mask.</summary>
public static class MaskImport
{
    private static readonly string[] Endings = [".png", ".bmp", ".gif", ".webp"];

    /// <summary>Whether a file is named as a mask is. JPEG is none: it changes values.</summary>
    /// <param name="path">The file.</param>
    public static bool IsMask(string path) => Endings.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Reads a mask.</summary>
    /// <param name="path">The mask; <see cref="RegionMasks.ClassesOf(string)"/> says what its pixels mean.</param>
    /// <param name="row">A region of its picture; null if the mask is named as its picture.</param>
    /// <param name="table">The table of regions, with its maps beside it.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">Who made the mask; null for nobody.</param>
    /// <returns>The events, which are to be stored together.</returns>
    /// <exception cref="InvalidInputException">The table has no maps, or the mask does not fit its picture or the session.</exception>
    public static ImportSummary Read(string path, int? row, LabellingTable table, TableFingerprint fingerprint, LabellingState state, string? annotator)
    {
        string source = table.Cells.Source;
        if (!MappedPictures.AreIn(table.Cells))
        {
            throw new InvalidInputException($"{path}: a mask answers for regions of pictures, and the rows of {source} are none");
        }
        RegionMaps maps = RegionMaps.Find(source) ?? throw new InvalidInputException(
            $"{RegionMaps.FolderOf(source)}: no such folder, so that nobody knows which pixel is in which region; 'rlquery regions' makes it beside a table");
        var regions = RegionRows.Of(table.Cells);
        string picture = row is int own ? table.Cells.Columns.First(column => column.Name == RegionColumns.Picture).CellOf(own)!
            : regions.Pictures.FirstOrDefault(name => Path.GetFileNameWithoutExtension(name) == Path.GetFileNameWithoutExtension(path))
                ?? throw new InvalidInputException($"{path}: no picture of {source} is called so; name a mask as its picture, but for the extension");
        int[] rows = regions.RowsOf(picture);
        RegionMap map = maps.Of(picture);
        return map.Count == rows.Length
            ? RegionImport.Of(path, picture, rows, RegionMasks.ClassesOf(path, RegionMasks.ClassesOf(path), map), table, fingerprint, state, annotator)
            : throw new InvalidInputException(
                $"{picture}: {map.Count} regions in {maps.Folder}, and {rows.Length} in {source}; make both anew by 'rlquery regions'");
    }
}
