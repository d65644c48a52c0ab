using RlQuery.Annotators.Budgets;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;

namespace RlQuery.Annotators.Panels;

/// <summary>Makes the annotators of a panel.</summary>
public static class Panel
{
    /// <summary>Makes them; nobody is asked yet.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="record">Where answers are found and kept.</param>
    /// <param name="options">Budget and seed; null for the defaults.</param>
    /// <returns>The annotators in the order of the panel: language models, local models, people.</returns>
    /// <exception cref="ArgumentException">The answers of a local model or a person are missing from the options.</exception>
    public static IReadOnlyList<IAnnotator> Create(PanelDefinition panel, IReadOnlyList<string> classes, AnswerRecord record, PanelOptions? options = null)
    {
        options ??= new PanelOptions();
        var shared = new SharedMeans(record, new MoneyBudget(options.Budget, record.Spent), options.Seed, options.Time);
        string instruction = PromptText.Instruction(
            panel.Instruction, classes, [.. classes.Select(name => panel.Classes.TryGetValue(name, out string? text) ? text : "")]);
        ReadyAnnotator Ready(string kind, string name, decimal price) => new(
            name, Settings(kind, name), price,
            options.Ready.GetValueOrDefault(name) ?? throw new ArgumentException($"the answers of '{name}' are missing", nameof(options)), classes, shared);
        return
        [
            .. panel.Annotators.Select(model => new LanguageModelAnnotator(model, instruction, classes, shared)),
            .. panel.LocalModels.Select(model => Ready("localModel", model.Name, model.Price)),
            .. panel.People.Select(person => Ready("person", person.Name, person.Price)),
        ];
    }

    private static string Settings(string kind, string name) => PromptJson.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString(kind, name);
        json.WriteEndObject();
    });
}
