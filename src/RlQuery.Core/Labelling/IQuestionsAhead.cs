namespace RlQuery.Core.Labelling;

/// <summary>Chooses questions for several people at once.</summary>
internal interface IQuestionsAhead : IQuestionSource
{
    /// <summary>The first item that others have answered and this annotator has to answer too; no learner is needed for it.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="annotator">The annotator; null if none is named.</param>
    /// <returns>Null where none is owed.</returns>
    Question? Owed(LabellingState state, string? annotator);

    /// <summary>The next items that nobody has answered, chosen as one batch. A single one is that of <see cref="IQuestionSource.Next"/>.</summary>
    /// <param name="state">The session; left as it is.</param>
    /// <param name="count">How many, at least 1; fewer if no more are left.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IReadOnlyList<Question> Ahead(LabellingState state, int count, CancellationToken cancel);
}
