namespace RlQuery.Core.Data;

/// <summary>A picture as a learner sees it: numbers at each place of a grid, and where the regions are.</summary>
/// <param name="Channels">Numbers at each place.</param>
/// <param name="Rows">Places from top to bottom.</param>
/// <param name="Columns">Places from left to right.</param>
/// <param name="Values">[channels x rows x columns].</param>
/// <param name="Regions">The places of each region, ascending, and the share of its pixels that lies at each; shares of a region sum to 1.</param>
public sealed record PictureView(int Channels, int Rows, int Columns, float[] Values, IReadOnlyList<(int Place, float Share)[]> Regions);
