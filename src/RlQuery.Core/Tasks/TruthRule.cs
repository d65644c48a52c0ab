namespace RlQuery.Core.Tasks;

/// <summary>How several answers of a row become one.</summary>
public enum TruthRule
{
    /// <summary>The model of Dawid and Skene (1979): each annotator has probabilities of confusing classes, fitted together with the truth.</summary>
    DawidSkene,

    /// <summary>The class that most annotators name.</summary>
    Majority,

    /// <summary>
    /// The majority, in which each vote counts by the logarithm of its odds of being right (Nitzan and Paroush, "Optimal Decision Rules in Uncertain
    /// Dichotomous Choice Situations", 1982).
    /// </summary>
    Weighted,
}
