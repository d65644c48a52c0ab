using System.Text;
using RlQuery.Core;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>A finished figure, 800 units wide, that can be written as PNG (1600 pixels wide) and as SVG. The same input gives the same bytes.</summary>
public sealed class Figure
{
    private readonly int _height;
    private readonly Action<SKCanvas> _draw;

    internal Figure(int height, Action<SKCanvas> draw)
    {
        _height = height;
        _draw = draw;
    }

    /// <summary>The figure as a PNG file with two pixels a unit.</summary>
    public byte[] ToPng()
    {
        var size = new SKImageInfo((int)(FigureStyle.Width * FigureStyle.Scale), (int)(_height * FigureStyle.Scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKSurface surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(FigureStyle.Scale);
        _draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>The figure as an SVG file in UTF-8.</summary>
    public byte[] ToSvg()
    {
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(FigureStyle.Width, _height), stream))
        {
            canvas.Clear(SKColors.White);
            _draw(canvas);
        }
        return Encoding.UTF8.GetBytes(SvgText.Clean(Encoding.UTF8.GetString(stream.ToArray())));
    }

    /// <summary>Writes <c>NAME.png</c> and <c>NAME.svg</c> into a folder, each beside its target and then moved into place.</summary>
    /// <param name="directory">An existing folder.</param>
    /// <param name="name">File name without extension.</param>
    /// <returns>The paths of the two files.</returns>
    public IReadOnlyList<string> Save(string directory, string name)
    {
        string png = Path.Combine(directory, name + ".png");
        string svg = Path.Combine(directory, name + ".svg");
        AtomicFile.Write(png, ToPng());
        AtomicFile.Write(svg, ToSvg());
        return [png, svg];
    }
}
