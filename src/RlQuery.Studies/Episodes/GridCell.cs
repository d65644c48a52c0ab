namespace RlQuery.Studies.Episodes;

/// <summary>One episode of a grid: data sets x learners x strategies x seeds.</summary>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Episode">The rest.</param>
public sealed record GridCell(string Learner, EpisodeSpec Episode);
