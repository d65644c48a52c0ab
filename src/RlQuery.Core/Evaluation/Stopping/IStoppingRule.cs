namespace RlQuery.Core.Evaluation.Stopping;

/// <summary>When to stop asking for labels. Immutable; one file per rule.</summary>
public interface IStoppingRule
{
    /// <summary>The rule as <see cref="StoppingExpression"/> reads it.</summary>
    string Text { get; }

    /// <summary>Begins to watch an episode.</summary>
    IStoppingWatch Watch();
}

/// <summary>A rule that watches one episode.</summary>
public interface IStoppingWatch
{
    /// <summary>Looks at the next point; each point of the episode is shown, in order, the start included.</summary>
    /// <param name="point">The point.</param>
    /// <returns>Whether the rule holds at this point.</returns>
    bool Holds(StoppingPoint point);
}
