namespace RlQuery.Core.Signals;

/// <summary>What a signal is computed from.</summary>
[Flags]
public enum SignalNeeds
{
    /// <summary>Class probabilities alone.</summary>
    Probabilities = 0,

    /// <summary>Distances between rows.</summary>
    Geometry = 1,

    /// <summary>A committee of bootstrapped learners: several more fits per query.</summary>
    Committee = 2,

    /// <summary>The Hessian of the learner's loss; without it, the ridge Gram matrix of the labelled rows stands in.</summary>
    Curvature = 4,
}
