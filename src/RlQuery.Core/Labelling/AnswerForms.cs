using RlQuery.Core.Data;

namespace RlQuery.Core.Labelling;

/// <summary>The forms that answers may have.</summary>
public static class AnswerForms
{
    /// <summary>One class of several.</summary>
    public static IAnswerForm Classes { get; } = new ClassAnswers();

    /// <summary>A number.</summary>
    public static IAnswerForm Numbers { get; } = new NumberAnswers();

    /// <summary>A set of classes.</summary>
    public static IAnswerForm Sets { get; } = new SetAnswers();

    /// <summary>A text.</summary>
    public static IAnswerForm Texts { get; } = new TextAnswers();

    private static IAnswerForm[] All => [Classes, Numbers, Sets, Texts];

    /// <summary>The form of a kind of target.</summary>
    /// <param name="kind">What the target column holds.</param>
    public static IAnswerForm Of(TargetKind kind) => All.First(form => form.Kind == kind);
}
