namespace RlQuery.Annotators;

/// <summary>Somebody who labels rows: a person or a model. Each has a name and answers at a cost.</summary>
public interface IAnnotator
{
    /// <summary>The name, unique in its panel.</summary>
    string Name { get; }

    /// <summary>The most questions that may be asked at once; at least 1.</summary>
    int AtOnce { get; }

    /// <summary>Why the annotator cannot be asked now, such as a missing key; one line.</summary>
    /// <value>Null where it can.</value>
    string? Unready { get; }

    /// <summary>What its answers have cost since it was made; nothing for those that were recorded before.</summary>
    AnnotationCost Cost { get; }

    /// <summary>What was answered to a question before.</summary>
    /// <param name="question">The question.</param>
    /// <returns>Null where somebody has to be asked.</returns>
    Annotation? Recall(AnnotationQuestion question);

    /// <summary>Asks, from several threads at once. What was paid for is recorded before this returns, whatever happens.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Ends waiting for a turn; a call that has begun is still waited for, since it is paid for.</param>
    /// <exception cref="AnnotatorException">The annotator cannot be asked, or gave no answer after several attempts.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before a call began.</exception>
    Task<Annotation> AskAsync(AnnotationQuestion question, CancellationToken cancellation);
}
