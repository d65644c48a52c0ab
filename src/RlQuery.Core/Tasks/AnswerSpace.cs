namespace RlQuery.Core.Tasks;

/// <summary>The allowed answers for a unit, that is, for one prediction: one of several classes, a number, or a text.</summary>
/// <param name="Classes">Number of classes, at least 2; 0 where the answer is a number or a text.</param>
public readonly record struct AnswerSpace(int Classes)
{
    /// <summary>Any real number.</summary>
    public static AnswerSpace Numbers => new(0);

    /// <summary>Any text that is not empty.</summary>
    public static AnswerSpace Texts => new(0) { IsText = true };

    /// <summary>Whether the answer is a number.</summary>
    public bool IsNumber => Classes == 0 && !IsText;

    /// <summary>Whether the answer is a text.</summary>
    /// <value>Default: no.</value>
    public bool IsText { get; private init; }
}
