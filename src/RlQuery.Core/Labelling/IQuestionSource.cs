namespace RlQuery.Core.Labelling;

/// <summary>Says which row is asked for next.</summary>
public interface IQuestionSource
{
    /// <summary>The next row: a function of the labels, the skipped rows, the classes and the number of answers alone, so that a session that was stopped goes on as one that was not.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>An unlabelled row that was not skipped; null where there is none left.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    int? Next(LabellingState state, CancellationToken cancel = default);
}
