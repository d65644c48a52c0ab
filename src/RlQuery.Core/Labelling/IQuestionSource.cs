namespace RlQuery.Core.Labelling;

/// <summary>Says which row is asked for next.</summary>
public interface IQuestionSource
{
    /// <summary>
    /// The next row: it depends only on the opinions, the classes and the number of answers, so that a session that was stopped continues as one that was not.
    /// </summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">The annotator; null if none is named.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A row that is open for the annotator, with the reason; null if none is left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Question? Next(LabellingState state, string? annotator, CancellationToken cancel = default);

    /// <summary>The reason for a row that was chosen before and waits for its answer: after a stop, or after an undo.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Question Explain(LabellingState state, int row, CancellationToken cancel = default);
}
