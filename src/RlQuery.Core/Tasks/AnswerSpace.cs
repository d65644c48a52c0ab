namespace RlQuery.Core.Tasks;

/// <summary>The allowed answers for a unit, that is, for one prediction: one of several classes, or a number.</summary>
/// <param name="Classes">Number of classes, at least 2; 0 where the answer is a number.</param>
public readonly record struct AnswerSpace(int Classes)
{
    /// <summary>Any real number.</summary>
    public static AnswerSpace Numbers => new(0);

    /// <summary>Whether the answer is a number.</summary>
    public bool IsNumber => Classes == 0;
}
