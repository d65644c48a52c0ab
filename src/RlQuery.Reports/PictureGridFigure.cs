using System.Runtime.InteropServices;
using RlQuery.Reports.Typography;
using SkiaSharp;

namespace RlQuery.Reports;

/// <summary>Pictures in rows and columns, such as a picture beside its classes; with a legend of the colours of classes.</summary>
public static class PictureGridFigure
{
    private const float Between = 6;
    private const float HeadingHeight = 20;
    private const float LegendRow = 18;
    private const float Square = 11;

    /// <summary>The colour of a class: hues far from each other, in three degrees of lightness.</summary>
    /// <param name="label">Number of the class.</param>
    public static (byte Red, byte Green, byte Blue) ColourOf(int label)
    {
        // Multiples of the golden ratio lie evenly on the circle of hues.
        var colour = SKColor.FromHsl(label * 222.492236f % 360, 62, 38 + (17 * (label % 3)));
        return (colour.Red, colour.Green, colour.Blue);
    }

    /// <summary>Draws the figure.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="classes">Names of the classes, whose colours the legend shows.</param>
    /// <param name="headings">What each column shows.</param>
    /// <param name="rows">At least one row, of a picture for each column; all of one row are of one size.</param>
    public static Figure Create(
        string title, string subtitle, IReadOnlyList<string> classes, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<PicturePanel>> rows)
    {
        const float Width = FigureStyle.Width - (2 * FigureStyle.Margin);
        float side = (Width - (Between * (headings.Count - 1))) / headings.Count;
        (string Name, float X, int Row)[] legend = Lay(classes, Width);
        float top = Header.Bottom + ((legend.Max(entry => entry.Row) + 1) * LegendRow) + HeadingHeight + 4;
        float[] heights = [.. rows.Select(row => side * row[0].Height / row[0].Width)];
        int height = (int)Math.Ceiling(top + heights.Sum() + (Between * (rows.Count - 1)) + FigureStyle.Margin);
        return new Figure(height, canvas =>
        {
            Header.Draw(canvas, title, subtitle);
            foreach ((int label, (string name, float x, int row)) in legend.Index())
            {
                float baseline = Header.Bottom + (row * LegendRow) + 13;
                (byte red, byte green, byte blue) = ColourOf(label);
                using var paint = new SKPaint { Color = new SKColor(red, green, blue) };
                canvas.DrawRect(FigureStyle.Margin + x, baseline - Square + 1, Square, Square, paint);
                Text.Draw(canvas, name, FigureStyle.Margin + x + Square + 4, baseline, FigureStyle.LegendSize, FigureStyle.Ink);
            }
            for (int column = 0; column < headings.Count; column++)
            {
                float left = FigureStyle.Margin + (column * (side + Between));
                string heading = Text.Fit(headings[column], side, FigureStyle.PanelTitleSize, true);
                Text.Draw(canvas, heading, left, top - 7, FigureStyle.PanelTitleSize, FigureStyle.Ink, true);
                float y = top;
                for (int row = 0; row < rows.Count; row++)
                {
                    Draw(canvas, rows[row][column], SKRect.Create(left, y, side, heights[row]));
                    y += heights[row] + Between;
                }
            }
        });
    }

    private static (string Name, float X, int Row)[] Lay(IReadOnlyList<string> classes, float width)
    {
        (float x, int row) = (0, 0);
        var entries = new List<(string, float, int)>();
        foreach (string name in classes)
        {
            float length = Square + 4 + Text.Width(name, FigureStyle.LegendSize);
            (x, row) = x > 0 && x + length > width ? (0, row + 1) : (x, row);
            entries.Add((name, x, row));
            x += length + 16;
        }
        return [.. entries];
    }

    private static void Draw(SKCanvas canvas, PicturePanel panel, SKRect place)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(panel.Width, panel.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(panel.Pixels, 0, bitmap.GetPixels(), panel.Pixels.Length);
        using SKImage image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Linear));
    }
}
