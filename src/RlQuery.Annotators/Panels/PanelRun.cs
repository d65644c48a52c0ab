using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Questions;
using RlQuery.Core;

namespace RlQuery.Annotators.Panels;

/// <summary>Asks annotators for the rows of a table: first the record, then the annotators, all of them at once.</summary>
public sealed class PanelRun
{
    private readonly AnnotationTable _table;
    private readonly AnnotatorAnswers[] _answers;

    private PanelRun(AnnotationTable table, AnnotatorAnswers[] answers) => (_table, _answers) = (table, answers);

    /// <summary>Number of questions that are not in the record; each annotator counts.</summary>
    public int Missing => _answers.Sum(one => one.Missing.Count);

    /// <summary>Looks up what was answered before. Nobody is asked yet.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="annotators">The annotators; at least one.</param>
    /// <param name="offline">Whether nobody may be asked.</param>
    /// <exception cref="InvalidInputException">Answers are missing and nobody may be asked, or somebody who is needed cannot be.</exception>
    public static PanelRun Begin(AnnotationTable table, IReadOnlyList<IAnnotator> annotators, bool offline = false)
    {
        // Rows that look the same are one question.
        AnnotationQuestion[] questions = [.. table.Rows.Select(row => row.Question).Distinct()];
        var run = new PanelRun(table, [.. annotators.Select(annotator => new AnnotatorAnswers(annotator, questions))]);
        if (offline && run.Missing > 0)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"offline: {run.Missing} answers are not in the record; leave out --offline to ask for them"));
        }
        string[] faults = [.. run._answers.Where(one => one.Missing.Count > 0).Select(one => one.Annotator.Unready).OfType<string>()];
        return faults.Length == 0 ? run : throw new InvalidInputException(faults);
    }

    /// <summary>Asks for what is missing.</summary>
    /// <param name="join">Makes one label of the answers to a row.</param>
    /// <param name="progress">Told how many of <see cref="Missing"/> are done, one call at a time; null for nobody.</param>
    /// <param name="cancellation">Ends the run. Calls that have begun are still waited for and recorded.</param>
    /// <returns>The answers. Where an annotator failed, its other answers are missing, and <see cref="PanelResult.Failures"/> says why.</returns>
    /// <exception cref="IOException">An answer cannot be recorded; all before it are.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<PanelResult> AskAsync(IAnswerJoin join, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var meter = new PanelMeter(progress);
        await Task.WhenAll(_answers.Select(one => one.AskAsync(meter, stop))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return PanelResult.Of(_table, _answers, join);
    }
}
