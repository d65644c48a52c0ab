namespace RlQuery.Reports;

/// <summary>A picture in a figure.</summary>
/// <param name="Width">Pixels from left to right.</param>
/// <param name="Height">Pixels from top to bottom.</param>
/// <param name="Pixels">RGBA, 8 bits each, row by row [4 x width x height].</param>
public sealed record PicturePanel(int Width, int Height, byte[] Pixels);
