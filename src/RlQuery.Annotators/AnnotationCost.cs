namespace RlQuery.Annotators;

/// <summary>What answers cost.</summary>
/// <param name="Labels">Answers that name a class.</param>
/// <param name="Tokens">Tokens of prompts and answers, as the server counts them.</param>
/// <param name="Money">Money, in the currency of the panel's prices.</param>
/// <param name="Seconds">Seconds of waiting for answers, added up over calls, however many ran at once.</param>
public readonly record struct AnnotationCost(int Labels, long Tokens, decimal Money, double Seconds)
{
    /// <summary>Adds two costs.</summary>
    /// <param name="left">One of them.</param>
    /// <param name="right">The other.</param>
    public static AnnotationCost operator +(AnnotationCost left, AnnotationCost right) => Add(left, right);

    /// <summary>Adds two costs.</summary>
    /// <param name="left">One of them.</param>
    /// <param name="right">The other.</param>
    public static AnnotationCost Add(AnnotationCost left, AnnotationCost right) =>
        new(left.Labels + right.Labels, left.Tokens + right.Tokens, left.Money + right.Money, left.Seconds + right.Seconds);
}
