namespace RlQuery.Studies.Lu2023;

/// <summary>Which of several rows with equal decision values is labelled, if a data set has duplicate rows.</summary>
public enum TieRule
{
    /// <summary>The one that numpy's <c>argsort</c> over the whole train part puts first: the published numbers to their last digit.</summary>
    Published,

    /// <summary>The one that stands first in the shuffled train part.</summary>
    First,
}
