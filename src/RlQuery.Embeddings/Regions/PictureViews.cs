using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Embeddings.Models;
using SkiaSharp;

namespace RlQuery.Embeddings.Regions;

/// <summary>Shows pictures to learners as ResNet18 sees them, with colour and place: 453 numbers at each of 28 x 28 places.</summary>
/// <remarks>
/// The channels are those of <see cref="FeatureMaps"/>, then red, green and blue, and how far right and down a place is. Up to 378 pictures
/// (537 MB) are kept; where there are more, those that were seen before are forgotten. Thread-safe.
/// </remarks>
public sealed class PictureViews : IPictureViews
{
    private const int Side = 28;
    private const int Area = Side * Side;
    private const int Colours = 3;
    private const int Channels = FeatureMaps.Dimensions + Colours + 2;
    private const long MostValues = 1 << 27;

    private readonly ConcurrentDictionary<(string Table, string Picture), PictureView> _seen = new();
    private readonly Lazy<FeatureMaps> _maps = new(() => new FeatureMaps());

    /// <inheritdoc/>
    public string? FaultOf(string table)
    {
        try
        {
            RegionMaps maps = Open(table);
            return Directory.Exists(maps.Pictures) ? null : $"{maps.Pictures}: no such folder, and {maps.Folder} says that the pictures are there";
        }
        catch (InvalidInputException refused)
        {
            return refused.Message;
        }
    }

    /// <inheritdoc/>
    public PictureView See(string table, string picture)
    {
        if (_seen.TryGetValue((table, picture), out PictureView? seen))
        {
            return seen;
        }
        PictureView view = Look(Open(table).Of(picture));
        if ((_seen.Count + 1L) * Channels * Area > MostValues)
        {
            _seen.Clear();
        }
        _seen.TryAdd((table, picture), view);
        return view;
    }

    private static RegionMaps Open(string table) => RegionMaps.Find(table)
        ?? throw new InvalidInputException($"{RegionMaps.FolderOf(table)}: no such folder; 'rlquery regions' makes it beside a table");

    private PictureView Look(RegionMap map)
    {
        using var picture = new SKBitmap(new SKImageInfo(map.Width, map.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(map.Pixels, 0, picture.GetPixels(), map.Pixels.Length);
        float[] values = new float[Channels * Area];
        _maps.Value.Fill(picture, Side, values);
        Span<float> rest = values.AsSpan(FeatureMaps.Dimensions * Area);
        PictureTensor.Stretch(picture, Side, Side).CopyTo(rest);
        for (int place = 0; place < Area; place++)
        {
            rest[(Colours * Area) + place] = place % Side;
            rest[((Colours + 1) * Area) + place] = place / Side;
        }
        return new PictureView(Channels, Side, Side, values, new RegionPlaces(map.Width, map.Height, map.RegionOf, map.Count, Side, Side).All);
    }
}
