namespace RlQuery.Reports;

/// <summary>What a policy attends to at one stage of its episodes.</summary>
/// <param name="Start">Number of labels asked for before it.</param>
/// <param name="End">Number of labels asked for at its end.</param>
/// <param name="Departures">Share of the choices that depart from the heuristic's own, in [0, 1].</param>
/// <param name="Shares">Share of each signal in these departures; NaN where there are none.</param>
public sealed record AttentionStage(double Start, double End, double Departures, double[] Shares);
