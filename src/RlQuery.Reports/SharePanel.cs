namespace RlQuery.Reports;

/// <summary>Shares of one policy.</summary>
/// <param name="Title">Name of the policy.</param>
/// <param name="Curves">At least one curve.</param>
public sealed record SharePanel(string Title, IReadOnlyList<ShareCurve> Curves);
