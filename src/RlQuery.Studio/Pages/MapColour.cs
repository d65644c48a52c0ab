namespace RlQuery.Studio.Pages;

/// <summary>What the colour of a row in the map says.</summary>
internal enum MapColour
{
    /// <summary>Its label.</summary>
    Label,

    /// <summary>The class that the learner expects most.</summary>
    Prediction,

    /// <summary>How unsure the learner is of it.</summary>
    Uncertainty,
}
