using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>An annotator whose answers are there before anybody is asked: a local model, or a person with a file. Each answer is paid for once.</summary>
/// <remarks>It abstains from all other questions, at no cost. The record knows an answer by who gives it, the question, and the answer itself.</remarks>
/// <param name="name">The name.</param>
/// <param name="settings">Who it is, as JSON on one line.</param>
/// <param name="price">Price of an answer.</param>
/// <param name="answers">Its answers.</param>
/// <param name="classes">Names of the classes.</param>
/// <param name="shared">What the annotators of a panel share.</param>
internal sealed class ReadyAnnotator(
    string name, string settings, decimal price, IReadOnlyDictionary<AnnotationQuestion, ReadyAnswer> answers, IReadOnlyList<string> classes,
    SharedMeans shared)
    : IAnnotator
{
    private readonly Lock _gate = new();
    private AnnotationCost _cost;

    public string Name => name;

    public int AtOnce => 1;

    public string? Unready => null;

    public AnnotationCost Cost
    {
        get
        {
            lock (_gate)
            {
                return _cost;
            }
        }
    }

    public Annotation? Recall(AnnotationQuestion question) =>
        !answers.TryGetValue(question, out ReadyAnswer? answer) ? new Annotation(AnnotationOutcome.Abstained, null)
        : shared.Record.Find(KeyOf(question, answer)) is null ? null
        : Said(answer);

    public async Task<Annotation> AskAsync(AnnotationQuestion question, CancellationToken cancellation)
    {
        ReadyAnswer answer = answers[question];
        if (!await shared.Budget.ReserveAsync(price, cancellation).ConfigureAwait(false))
        {
            return new Annotation(AnnotationOutcome.Unaffordable, null);
        }
        decimal paid = 0;
        try
        {
            shared.Record.Keep(shared.Record.Begin(price), KeyOf(question, answer), new RecordedAnswer(TextOf(answer), null, 0, 0, price, 0));
            paid = price;
        }
        finally
        {
            shared.Budget.Settle(price, paid);
        }
        lock (_gate)
        {
            _cost += new AnnotationCost(1, 0, price, 0);
        }
        return Said(answer);
    }

    private static Annotation Said(ReadyAnswer answer) => new(AnnotationOutcome.Answered, answer.Class);

    private RecordKey KeyOf(AnnotationQuestion question, ReadyAnswer answer) => new(settings, PromptJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("question", question.Content);
        json.WriteString("answer", TextOf(answer));
        json.WriteEndObject();
    }));

    private string TextOf(ReadyAnswer answer) => PromptJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("label", classes[answer.Class]);
        if (answer.Probability is double probability)
        {
            json.WriteNumber("probability", Math.Round(probability, 4));
        }
        json.WriteEndObject();
    });
}
