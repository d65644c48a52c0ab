using RlQuery.Core.Labelling;

namespace RlQuery.Cli.Labelling;

/// <summary>Shows questions, and says what may be answered.</summary>
internal interface ILabelView
{
    /// <summary>What may be pressed or typed.</summary>
    /// <param name="state">The session.</param>
    /// <param name="question">What is asked; null where nothing is left to ask.</param>
    ClassKeys KeysOf(LabellingState state, Question? question);

    /// <summary>Shows a question.</summary>
    void Show(Question question, LabellingState state, ClassKeys keys, bool inReview);

    /// <summary>Says that nothing is left to ask, and what may still be done.</summary>
    void ShowEnd(LabellingState state, ClassKeys keys);

    /// <summary>Shows every class with its key.</summary>
    void ShowClasses(Question? question, LabellingState state, ClassKeys keys);

    /// <summary>Shows how far the session has come.</summary>
    /// <param name="state">The session.</param>
    void ShowProgress(LabellingState state);
}
