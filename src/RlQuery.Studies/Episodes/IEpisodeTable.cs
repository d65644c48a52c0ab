using RlQuery.Core.Evaluation;

namespace RlQuery.Studies.Episodes;

/// <summary>Where the episodes of an evaluation are played: the one place in which its task makes a difference.</summary>
public interface IEpisodeTable : IDisposable
{
    /// <summary>Plays one episode. Several threads may do so at once.</summary>
    /// <param name="cell">Which one.</param>
    LearningCurve Play(GridCell cell);
}
