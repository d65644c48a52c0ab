namespace RlQuery.Annotators;

/// <summary>What came of a question.</summary>
public enum AnnotationOutcome
{
    /// <summary>The answer names a class.</summary>
    Answered,

    /// <summary>The annotator answered, but named no class, even when reminded.</summary>
    Abstained,

    /// <summary>The question was not asked, or not asked to the end, since the budget did not allow it.</summary>
    Unaffordable,
}
