namespace RlQuery.Studies.Attention;

/// <summary>What a learned policy attends to at one stage of its episodes.</summary>
/// <param name="Strategy">Name of the policy.</param>
/// <param name="FirstQuery">Number of the first query of the stage, from 1.</param>
/// <param name="LastQuery">Number of its last query.</param>
/// <param name="Decisions">Number of choices.</param>
/// <param name="Departures">Number of those that were not the shortlist signal's own choice.</param>
/// <param name="Signals">Names of the policy's signals.</param>
/// <param name="Shares">Share of each signal in the departures; they sum to 1. NaN where there is no departure.</param>
public sealed record AttentionRow(
    string Strategy, int FirstQuery, int LastQuery, int Decisions, int Departures, IReadOnlyList<string> Signals, double[] Shares);
