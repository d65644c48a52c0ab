namespace RlQuery.Core.Labelling.Logged;

/// <summary>A question of a session: what could have been asked, what was, what it brought, and what others would have asked.</summary>
/// <param name="Among">The rows that could have been asked for, with their probabilities.</param>
/// <param name="Chosen">The place of the row that was asked for.</param>
/// <param name="Features">What is known of each row beforehand [rows][features].</param>
/// <param name="Gains">What the answer added, by each metric: positive is better; 0 where the row was skipped.</param>
/// <param name="Choices">Probability with which each strategy takes each row [strategies][rows].</param>
/// <param name="Inside">Probability that each strategy's choice among all candidates is one of the rows [strategies].</param>
/// <param name="AllGains">What each row would have added [metrics][rows], where all answers are known; else empty.</param>
public sealed record LoggedState(
    ChoiceSet Among, int Chosen, double[][] Features, double[] Gains, double[][] Choices, double[] Inside, double[][] AllGains);
