using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>A language model that labels rows. An answer that is no class is asked for once more, then it counts as abstained.</summary>
internal sealed class LanguageModelAnnotator : IAnnotator
{
    private readonly ModelDefinition _model;
    private readonly IReadOnlyList<string> _classes;
    private readonly AnswerRecord _record;
    private readonly ModelCalls _calls;
    private readonly string _settings;
    private readonly string _instruction;
    private readonly string _reminder;
    private int _labels;

    /// <param name="model">The model.</param>
    /// <param name="instruction">What every prompt begins with.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="shared">What the annotators of a panel share.</param>
    public LanguageModelAnnotator(ModelDefinition model, string instruction, IReadOnlyList<string> classes, SharedMeans shared)
    {
        (_model, _instruction, _classes, _record) = (model, instruction, classes, shared.Record);
        _reminder = PromptText.Reminder(classes);
        _settings = SettingsOf(model);
        var key = Secret.Read(model.KeyVariable, out string? fault);
        Unready = fault is null ? null : $"annotator '{model.Name}': {fault}";
        _calls = new ModelCalls(model, ModelServer.Connect(model, key), key, shared);
    }

    public string Name => _model.Name;

    public int AtOnce => _model.Concurrency;

    public string? Unready { get; }

    public AnnotationCost Cost => _calls.Cost with { Labels = Volatile.Read(ref _labels) };

    /// <summary>What answers of a model depend on besides the prompt, as JSON: not its price, its key or its pace.</summary>
    /// <param name="model">The model.</param>
    public static string SettingsOf(ModelDefinition model) => PromptJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("endpoint", model.Endpoint);
        json.WriteString("model", model.Model);
        json.WriteNumber("maxOutputTokens", model.MaxOutputTokens);
        json.WritePropertyName("temperature");
        if (model.Temperature is double temperature)
        {
            json.WriteNumberValue(temperature);
        }
        else
        {
            json.WriteNullValue();
        }
        json.WritePropertyName("seed");
        if (model.Seed is int seed)
        {
            json.WriteNumberValue(seed);
        }
        else
        {
            json.WriteNullValue();
        }
        json.WriteEndObject();
    });

    public Annotation? Recall(AnnotationQuestion question)
    {
        Prompt prompt = PromptOf(question);
        if (_record.Find(RecordKey.Of(_settings, prompt)) is not { } first)
        {
            return null;
        }
        return IsFinal(first) ? Conclude(first)
            : _record.Find(RecordKey.Of(_settings, Reminded(prompt, first))) is { } second ? Conclude(second) : null;
    }

    public async Task<Annotation> AskAsync(AnnotationQuestion question, CancellationToken cancellation)
    {
        Prompt prompt = PromptOf(question);
        RecordedAnswer? answer = await FindOrAskAsync(prompt, cancellation).ConfigureAwait(false);
        if (answer is not null && !IsFinal(answer))
        {
            answer = await FindOrAskAsync(Reminded(prompt, answer), cancellation).ConfigureAwait(false);
        }
        Annotation said = answer is null ? new Annotation(AnnotationOutcome.Unaffordable, null) : Conclude(answer);
        if (said.Outcome == AnnotationOutcome.Answered)
        {
            Interlocked.Increment(ref _labels);
        }
        return said;
    }

    private Prompt PromptOf(AnnotationQuestion question) =>
        new([new(PromptMessage.SystemRole, _instruction), new(PromptMessage.UserRole, question.Content)]);

    private Prompt Reminded(Prompt prompt, RecordedAnswer answer) => prompt.Reminding(answer.Text, _reminder);

    private bool IsFinal(RecordedAnswer answer) => answer.Refusal is not null || AnswerText.Parse(answer.Text, _classes) is not null;

    private async Task<RecordedAnswer?> FindOrAskAsync(Prompt prompt, CancellationToken cancellation)
    {
        var key = RecordKey.Of(_settings, prompt);
        return _record.Find(key) ?? await _calls.AskAsync(prompt, key, cancellation).ConfigureAwait(false);
    }

    private Annotation Conclude(RecordedAnswer answer) => answer.Refusal is null && AnswerText.Parse(answer.Text, _classes) is int label
        ? new Annotation(AnnotationOutcome.Answered, label) : new Annotation(AnnotationOutcome.Abstained, null);
}
