using RlQuery.Core.Strategies;

namespace RlQuery.Core.Labelling.Logged;

/// <summary>A strategy or policy whose choices in the states of a session are asked for.</summary>
/// <param name="Strategy">Who chooses.</param>
/// <param name="Budget">Number of queries that it was made for.</param>
public sealed record EvaluatedStrategy(IQueryStrategy Strategy, int Budget)
{
    /// <summary>Whether it takes every row with the same probability: its expectation is known without a lot.</summary>
    public bool IsUniform => Strategy is RandomStrategy;
}
