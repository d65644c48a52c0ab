using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>A language model that labels rows. An answer that is no class is asked for once more, then it counts as abstained.</summary>
/// <param name="model">The model.</param>
/// <param name="instruction">What every prompt begins with.</param>
/// <param name="classes">Names of the classes.</param>
/// <param name="shared">What the annotators of a panel share.</param>
internal sealed class LanguageModelAnnotator(ModelDefinition model, string instruction, IReadOnlyList<string> classes, SharedMeans shared) : IAnnotator
{
    private readonly ModelDialogue _dialogue = new(model, instruction, shared);
    private readonly string _reminder = PromptText.Reminder(classes);
    private int _labels;

    public string Name => model.Name;

    public int AtOnce => model.Concurrency;

    public string? Unready => _dialogue.Unready;

    public AnnotationCost Cost => _dialogue.Cost with { Labels = Volatile.Read(ref _labels) };

    public Annotation? Recall(AnnotationQuestion question) =>
        _dialogue.Recall(question.Content, _reminder, IsClass) is { } answer ? Conclude(answer) : null;

    public async Task<Annotation> AskAsync(AnnotationQuestion question, CancellationToken cancellation)
    {
        RecordedAnswer? answer = await _dialogue.AskAsync(question.Content, _reminder, IsClass, cancellation).ConfigureAwait(false);
        Annotation said = answer is null ? new Annotation(AnnotationOutcome.Unaffordable, null) : Conclude(answer);
        if (said.Outcome == AnnotationOutcome.Answered)
        {
            Interlocked.Increment(ref _labels);
        }
        return said;
    }

    private bool IsClass(string answer) => AnswerText.Parse(answer, classes) is not null;

    private Annotation Conclude(RecordedAnswer answer) => answer.Refusal is null && AnswerText.Parse(answer.Text, classes) is int label
        ? new Annotation(AnnotationOutcome.Answered, label) : new Annotation(AnnotationOutcome.Abstained, null);
}
