using System.Collections.Concurrent;

namespace RlQuery.Annotators.Panels;

/// <summary>The answers of one annotator to all questions of a run.</summary>
internal sealed class AnnotatorAnswers
{
    private readonly ConcurrentDictionary<AnnotationQuestion, Annotation> _answers = new();

    /// <param name="annotator">The annotator.</param>
    /// <param name="questions">The questions, each once.</param>
    public AnnotatorAnswers(IAnnotator annotator, IReadOnlyList<AnnotationQuestion> questions)
    {
        Annotator = annotator;
        foreach (AnnotationQuestion question in questions)
        {
            if (annotator.Recall(question) is { } known)
            {
                _answers[question] = known;
            }
        }
        Missing = [.. questions.Where(question => !_answers.ContainsKey(question))];
    }

    /// <summary>Who answers.</summary>
    public IAnnotator Annotator { get; }

    /// <summary>The questions that were not in the record.</summary>
    public IReadOnlyList<AnnotationQuestion> Missing { get; }

    /// <summary>Why the annotator could not be asked any more; null where it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>The answer to a question; null where there is none.</summary>
    public Annotation? this[AnnotationQuestion question] => _answers.GetValueOrDefault(question);

    /// <summary>Asks for what is missing. An annotator that fails is asked no more, and the others go on; any other fault stops all.</summary>
    /// <param name="meter">Counts.</param>
    /// <param name="stop">Ends all annotators.</param>
    public async Task AskAsync(PanelMeter meter, CancellationTokenSource stop)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        // Calls that have begun are waited for: the loop itself is not cancelled.
        await Parallel.ForEachAsync(Missing, new ParallelOptions { MaxDegreeOfParallelism = Annotator.AtOnce }, async (question, _) =>
        {
            if (halt.IsCancellationRequested)
            {
                return;
            }
            try
            {
                _answers[question] = await Annotator.AskAsync(question, halt.Token).ConfigureAwait(false);
                meter.Count();
            }
            catch (OperationCanceledException) when (halt.IsCancellationRequested)
            {
                // The question stays open.
            }
            catch (AnnotatorException failed)
            {
                Failure ??= failed.Message;
                await halt.CancelAsync().ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }).ConfigureAwait(false);
    }
}
