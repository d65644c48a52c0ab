namespace RlQuery.Core.Labelling;

/// <summary>Says which row is asked for next.</summary>
public interface IQuestionSource
{
    /// <summary>
    /// The next row: a function of the opinions, the classes and the number of answers alone, so that a session that was stopped continues as one that was not.
    /// </summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">Who is asked; null where nobody is named.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A row that is open for the annotator, with why it is asked for; null where there is none left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Question? Next(LabellingState state, string? annotator, CancellationToken cancel = default);

    /// <summary>Why a row is asked for that was chosen before and waits for its answer: after a stop, or when an answer was taken back.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Question Explain(LabellingState state, int row, CancellationToken cancel = default);
}
