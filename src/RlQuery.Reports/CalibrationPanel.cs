namespace RlQuery.Reports;

/// <summary>Expected and measured values of one quantity.</summary>
/// <param name="Title">Title of the panel.</param>
/// <param name="Groups">A name and the points of each group; the same names in every panel.</param>
/// <param name="Below">Lower end of a typical interval, less the expected value.</param>
/// <param name="Above">Upper end of a typical interval, less the expected value.</param>
public sealed record CalibrationPanel(
    string Title, IReadOnlyList<(string Name, IReadOnlyList<(double Expected, double Measured)> Points)> Groups, double Below, double Above);
