namespace RlQuery.Core.Learners.Panels;

/// <summary>Makes panels.</summary>
/// <param name="teaching">How their heads teach each other.</param>
public sealed class PanelFactory(Teaching teaching = Teaching.None) : ILearnerFactory
{
    /// <summary>The name in environment files of a panel without teaching.</summary>
    public const string LearnerName = "panel";

    /// <inheritdoc/>
    public string Name => teaching switch
    {
        Teaching.CoTraining => $"{LearnerName}-co-training",
        Teaching.TriTraining => $"{LearnerName}-tri-training",
        _ => LearnerName,
    };

    /// <inheritdoc/>
    public string Description => teaching switch
    {
        Teaching.CoTraining => "a panel whose heads also learn what each other is most sure of",
        Teaching.TriTraining => "a panel whose heads also learn what all others agree on",
        _ => "a logistic regression for each view of the data, such as each encoder of a text; the mean of their probabilities",
    };

    /// <inheritdoc/>
    public ILearner Create() => new Panel(Name, teaching);
}
