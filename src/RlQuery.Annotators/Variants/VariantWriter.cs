using RlQuery.Annotators.Models;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Variants;

/// <summary>A language model that writes rows. An answer of another form is asked for once more, then it counts as abstained.</summary>
/// <param name="model">The model.</param>
/// <param name="instruction">What every prompt begins with.</param>
/// <param name="form">The form of answers.</param>
/// <param name="questions">What it is asked.</param>
/// <param name="shared">What the models of a panel share.</param>
internal sealed class VariantWriter(
    ModelDefinition model, string instruction, VariantForm form, IReadOnlyList<VariantQuestion> questions, SharedMeans shared) : IAnnotator
{
    private readonly ModelDialogue _dialogue = new(model, instruction, shared);
    private readonly Dictionary<AnnotationQuestion, int> _counts = questions.ToDictionary(one => one.Asked, one => one.Count);

    public string Name => model.Name;

    public int AtOnce => model.Concurrency;

    public string? Unready => _dialogue.Unready;

    public AnnotationCost Cost => _dialogue.Cost;

    public Annotation? Recall(AnnotationQuestion question) => Find(question) is { } answer ? Conclude(question, answer) : null;

    public async Task<Annotation> AskAsync(AnnotationQuestion question, CancellationToken cancellation)
    {
        RecordedAnswer? answer = await _dialogue.AskAsync(question.Content, ReminderOf(question), FormOf(question), cancellation).ConfigureAwait(false);
        return answer is null ? new Annotation(AnnotationOutcome.Unaffordable, null) : Conclude(question, answer);
    }

    /// <summary>The rows that were written to a question, as the record has them.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The cells of each; none where there is no answer of the asked-for form.</returns>
    public IReadOnlyList<string?[]> RowsOf(AnnotationQuestion question) =>
        Find(question) is { Refusal: null } answer ? form.Parse(answer.Text, _counts[question]) ?? [] : [];

    private RecordedAnswer? Find(AnnotationQuestion question) => _dialogue.Recall(question.Content, ReminderOf(question), FormOf(question));

    private string ReminderOf(AnnotationQuestion question) => VariantText.Reminder(_counts[question]);

    private Func<string, bool> FormOf(AnnotationQuestion question) => answer => form.Parse(answer, _counts[question]) is not null;

    private Annotation Conclude(AnnotationQuestion question, RecordedAnswer answer) => new(
        answer.Refusal is null && FormOf(question)(answer.Text) ? AnnotationOutcome.Answered : AnnotationOutcome.Abstained, null);
}
