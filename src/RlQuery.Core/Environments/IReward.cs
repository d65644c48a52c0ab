using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments;

/// <summary>What a query was worth. One instance serves one environment.</summary>
public interface IReward
{
    /// <summary>Begins an episode.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="options">The episode's length and score.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <param name="score">Score at the start.</param>
    void Begin(Problem problem, EpisodeOptions options, ulong seed, double score);

    /// <summary>Rewards a batch.</summary>
    /// <param name="before">Score before it.</param>
    /// <param name="after">Score after it.</param>
    /// <param name="queries">Queries made so far, this batch included.</param>
    /// <param name="targetReached">Whether the target is reached, so that the episode ends.</param>
    double Of(double before, double after, int queries, out bool targetReached);
}
