namespace RlQuery.Studies.Attention;

/// <summary>How often a learned policy picks what a heuristic would pick in the same state, at one stage of its episodes.</summary>
/// <param name="Strategy">Name of the policy.</param>
/// <param name="Heuristic">Name of the heuristic.</param>
/// <param name="FirstQuery">Number of the first query of the stage, from 1.</param>
/// <param name="LastQuery">Number of its last query.</param>
/// <param name="Decisions">Number of choices.</param>
/// <param name="Agreements">Number of those that were the heuristic's pick too.</param>
public sealed record AgreementRow(string Strategy, string Heuristic, int FirstQuery, int LastQuery, int Decisions, int Agreements);
