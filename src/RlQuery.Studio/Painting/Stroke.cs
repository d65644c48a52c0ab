namespace RlQuery.Studio.Painting;

/// <summary>What somebody has painted in one go.</summary>
/// <param name="Class">Place of its class among the classes.</param>
/// <param name="Radius">Of a brush, in pixels of the picture, above 0; 0 for a polygon, which is filled.</param>
/// <param name="Points">Where the brush went, or the corners, in pixels from the upper left corner of the picture.</param>
internal sealed record Stroke(int Class, double Radius, IReadOnlyList<(double X, double Y)> Points);
