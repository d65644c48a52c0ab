namespace RlQuery.Core.Learners.Panels;

/// <summary>Makes panels.</summary>
public sealed class PanelFactory : ILearnerFactory
{
    /// <summary>The learner's name in environment files.</summary>
    public const string LearnerName = "panel";

    /// <inheritdoc/>
    public string Name => LearnerName;

    /// <inheritdoc/>
    public string Description => "a logistic regression for each view of the data, such as each encoder of a text; the mean of their probabilities";

    /// <inheritdoc/>
    public ILearner Create() => new Panel(Name);
}
