namespace RlQuery.Benchmarks.Compare;

/// <summary>How far two sides agree over several seeds.</summary>
/// <param name="Seeds">Number of seeds.</param>
/// <param name="MeanDifference">Mean over the seeds of |AUBC of ours - AUBC of the reference solved as tightly|, each following its own picks.</param>
/// <param name="LargestDifference">The largest of them.</param>
/// <param name="Picks">Number of picks of ours that were compared with the reference's in the same state.</param>
/// <param name="Same">How many of them are the same row.</param>
/// <param name="LargestGap">How much worse the reference scores a pick of ours than its own, at most: 0 where all are the same.</param>
internal sealed record Agreement(int Seeds, double MeanDifference, double LargestDifference, int Picks, int Same, double LargestGap);
