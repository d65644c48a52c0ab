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
    /// <returns>The annotators, in the order of the panel.</returns>
    public static IReadOnlyList<IAnnotator> Create(PanelDefinition panel, IReadOnlyList<string> classes, AnswerRecord record, PanelOptions? options = null)
    {
        options ??= new PanelOptions();
        var shared = new SharedMeans(record, new MoneyBudget(options.Budget, record.Spent), options.Seed, options.Time);
        string instruction = PromptText.Instruction(
            panel.Instruction, classes, [.. classes.Select(name => panel.Classes.TryGetValue(name, out string? text) ? text : "")]);
        return [.. panel.Annotators.Select(model => new LanguageModelAnnotator(model, instruction, classes, shared))];
    }
}
