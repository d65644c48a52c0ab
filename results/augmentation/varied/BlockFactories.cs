using RlQuery.Core.Learners;

namespace RlQuery.Varied;

/// <summary>Learns from real rows alone.</summary>
public sealed class WithoutFactory : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => "without";

    /// <inheritdoc/>
    public string Description => "logistic regression on real rows";

    /// <inheritdoc/>
    public ILearner Create() => new BlockLearner(Name, 0, 1);
}

/// <summary>Learns from real rows, each of which counts as much as with its changed ones: the control.</summary>
public sealed class CopiesFactory : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => "copies";

    /// <inheritdoc/>
    public string Description => "logistic regression on real rows, each three times";

    /// <inheritdoc/>
    public ILearner Create() => new BlockLearner(Name, 0, 3);
}

/// <summary>Learns from real rows and from the changed ones.</summary>
public sealed class WithFactory : ILearnerFactory
{
    /// <inheritdoc/>
    public string Name => "with";

    /// <inheritdoc/>
    public string Description => "logistic regression on real rows and on those that are made of them";

    /// <inheritdoc/>
    public ILearner Create() => new BlockLearner(Name, 2, 1);
}
