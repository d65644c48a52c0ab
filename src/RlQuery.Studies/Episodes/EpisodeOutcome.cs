using RlQuery.Core.Evaluation;

namespace RlQuery.Studies.Episodes;

/// <summary>The result of an episode: a curve, or the reason why there is none.</summary>
/// <param name="Cell">Which episode.</param>
/// <param name="Curve">Its learning curve; null where it failed.</param>
/// <param name="Failure">Why it failed, in one line; null where it did not.</param>
public sealed record EpisodeOutcome(GridCell Cell, LearningCurve? Curve, string? Failure)
{
    /// <summary>An episode that failed.</summary>
    /// <param name="cell">Which one.</param>
    /// <param name="failure">What was thrown.</param>
    public static EpisodeOutcome Of(GridCell cell, Exception failure) => new(cell, null, OneLine($"{failure.GetType().Name}: {failure.Message}"));

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
