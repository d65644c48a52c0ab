namespace RlQuery.Studies.Episodes;

/// <summary>One episode of an evaluation: a strategy on a data set under a seed.</summary>
/// <param name="Data">Name of the data set.</param>
/// <param name="Strategy">Name of the strategy, or of the learned policy's folder.</param>
/// <param name="Seed">Seed of split, start and draws: the same for every strategy, so that they are paired.</param>
public sealed record EpisodeSpec(string Data, string Strategy, long Seed);
