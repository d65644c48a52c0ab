namespace RlQuery.Core.Learners.Neighbours;

/// <summary>Makes <see cref="NearestNeighbours"/> learners.</summary>
internal sealed class NearestNeighboursFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "nearest-neighbours";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "shares of the classes among the five nearest labelled rows";

    /// <inheritdoc/>
    public ILearner Create() => new NearestNeighbours();
}
