using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Models;

/// <summary>Questions to a language model, whose answers are recorded. An answer of another form than is asked for is asked for once more.</summary>
internal sealed class ModelDialogue
{
    private readonly string _instruction;
    private readonly AnswerRecord _record;
    private readonly ModelCalls _calls;
    private readonly string _settings;

    /// <param name="model">The model.</param>
    /// <param name="instruction">What every prompt begins with.</param>
    /// <param name="shared">What the models of a panel share.</param>
    public ModelDialogue(ModelDefinition model, string instruction, SharedMeans shared)
    {
        (_instruction, _record) = (instruction, shared.Record);
        _settings = SettingsOf(model);
        var key = Secret.Read(model.KeyVariable, out string? fault);
        Unready = fault is null ? null : $"annotator '{model.Name}': {fault}";
        _calls = new ModelCalls(model, ModelServer.Connect(model, key), key, shared);
    }

    /// <summary>Why the model cannot be asked, in a line; null where it can.</summary>
    public string? Unready { get; }

    /// <summary>What all calls have cost.</summary>
    public AnnotationCost Cost => _calls.Cost;

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

    /// <summary>What was answered to a question before.</summary>
    /// <param name="question">The question.</param>
    /// <param name="reminder">What follows an answer of another form.</param>
    /// <param name="fits">Whether an answer has the form that is asked for.</param>
    /// <returns>The last answer, of whatever form; null where the model has to be asked.</returns>
    public RecordedAnswer? Recall(string question, string reminder, Func<string, bool> fits)
    {
        Prompt prompt = PromptOf(question);
        return _record.Find(RecordKey.Of(_settings, prompt)) is not { } first ? null
            : IsFinal(first, fits) ? first
            : _record.Find(RecordKey.Of(_settings, prompt.Reminding(first.Text, reminder)));
    }

    /// <summary>Asks, where there is no answer in the record.</summary>
    /// <param name="question">The question.</param>
    /// <param name="reminder">What follows an answer of another form.</param>
    /// <param name="fits">Whether an answer has the form that is asked for.</param>
    /// <param name="cancellation">Ends waiting for a turn.</param>
    /// <returns>The last answer, of whatever form; null where the budget does not allow it.</returns>
    /// <exception cref="AnnotatorException">The model gave none.</exception>
    public async Task<RecordedAnswer?> AskAsync(string question, string reminder, Func<string, bool> fits, CancellationToken cancellation)
    {
        Prompt prompt = PromptOf(question);
        RecordedAnswer? answer = await FindOrAskAsync(prompt, cancellation).ConfigureAwait(false);
        return answer is null || IsFinal(answer, fits) ? answer
            : await FindOrAskAsync(prompt.Reminding(answer.Text, reminder), cancellation).ConfigureAwait(false);
    }

    private static bool IsFinal(RecordedAnswer answer, Func<string, bool> fits) => answer.Refusal is not null || fits(answer.Text);

    private Prompt PromptOf(string question) => new([new(PromptMessage.SystemRole, _instruction), new(PromptMessage.UserRole, question)]);

    private async Task<RecordedAnswer?> FindOrAskAsync(Prompt prompt, CancellationToken cancellation)
    {
        var key = RecordKey.Of(_settings, prompt);
        return _record.Find(key) ?? await _calls.AskAsync(prompt, key, cancellation).ConfigureAwait(false);
    }
}
