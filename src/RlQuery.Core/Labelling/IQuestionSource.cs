namespace RlQuery.Core.Labelling;

/// <summary>Says which row is asked for next.</summary>
public interface IQuestionSource
{
    /// <summary>The next row: a function of the opinions, the classes and the number of answers alone, so that a session that was stopped goes on as one that was not.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">Who is asked; null where nobody is named.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A row that is open for the annotator; null where there is none left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    int? Next(LabellingState state, string? annotator, CancellationToken cancel = default);
}
