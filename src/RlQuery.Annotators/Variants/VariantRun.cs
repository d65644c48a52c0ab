using RlQuery.Annotators.Budgets;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Prompts;
using RlQuery.Annotators.Recording;
using RlQuery.Core;
using RlQuery.Core.Augmentation;
using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Variants;

/// <summary>Asks the language models of a panel for rows of classes: first the record, then the models, all of them at once.</summary>
/// <remarks>
/// Each labelled row is shown once, in an order by lot, to the models in turn. As many rows are asked for at once as it takes, ten at most. What answers depend
/// on is the record's key, as in <see cref="PanelRun"/>.
/// </remarks>
public sealed class VariantRun
{
    private const int MostOfRow = 10;

    private readonly (VariantWriter Writer, VariantQuestion[] Questions, AnnotatorAnswers Answers)[] _models;
    private readonly (int Model, VariantQuestion Question)[] _asked;

    private VariantRun((int Model, VariantQuestion Question)[] asked, IEnumerable<Func<VariantQuestion[], VariantWriter>> writers)
    {
        _asked = asked;
        _models =
        [
            .. writers.Select((create, model) =>
            {
                VariantQuestion[] own = [.. asked.Where(one => one.Model == model).Select(one => one.Question).DistinctBy(one => one.Asked)];
                VariantWriter writer = create(own);
                return (writer, own, new AnnotatorAnswers(writer, [.. own.Select(one => one.Asked)]));
            }),
        ];
    }

    /// <summary>Number of questions that are not in the record.</summary>
    public int Missing => _models.Sum(one => one.Answers.Missing.Count);

    /// <summary>Looks up what was written before. Nobody is asked yet.</summary>
    /// <param name="table">The table.</param>
    /// <param name="needs">What is needed; see <see cref="AugmentedTable.Needs"/>.</param>
    /// <param name="panel">The panel; its local models and people write nothing.</param>
    /// <param name="record">Where answers are found and kept.</param>
    /// <param name="options">Budget and seed.</param>
    /// <param name="offline">Whether nobody may be asked.</param>
    /// <exception cref="InvalidInputException">The panel has no language model, answers are missing and nobody may be asked, or a model cannot be.</exception>
    public static VariantRun Begin(
        AugmentedTable table, IReadOnlyList<ClassNeed> needs, PanelDefinition panel, AnswerRecord record, PanelOptions options, bool offline = false)
    {
        if (panel.Annotators.Count == 0)
        {
            throw new InvalidInputException("panel: it has no language model, and no other annotator writes rows; name one under annotators");
        }
        var shared = new SharedMeans(record, new MoneyBudget(options.Budget, record.Spent), options.Seed, options.Time);
        string instruction = VariantText.Instruction(
            panel.Instruction, table.Classes, [.. table.Classes.Select(name => panel.Classes.TryGetValue(name, out string? text) ? text : "")]);
        (int Model, VariantQuestion Question)[] asked =
            [.. needs.SelectMany(need => Questions(table, need, options.Seed)).Select((question, i) => (i % panel.Annotators.Count, question))];
        VariantForm? form = needs.Count == 0 ? null : new VariantForm(needs[0].Rows.Features);
        var run = new VariantRun(asked, panel.Annotators.Select(model =>
            (Func<VariantQuestion[], VariantWriter>)(own => new VariantWriter(model, instruction, form!, own, shared))));
        if (offline && run.Missing > 0)
        {
            throw new InvalidInputException(
                FormattableString.Invariant($"offline: {run.Missing} answers are not in the record; leave out --offline to ask for them"));
        }
        string[] faults = [.. run._models.Where(one => one.Answers.Missing.Count > 0).Select(one => one.Writer.Unready).OfType<string>()];
        return faults.Length == 0 ? run : throw new InvalidInputException(faults);
    }

    /// <summary>Asks for what is missing.</summary>
    /// <param name="progress">Told how many of <see cref="Missing"/> are done, one call at a time; null for nobody.</param>
    /// <param name="cancellation">Ends the run. Calls that have begun are still waited for and recorded.</param>
    /// <returns>What was written. Where a model failed, <see cref="VariantResult.Failures"/> says why.</returns>
    /// <exception cref="IOException">An answer cannot be recorded; all before it are.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<VariantResult> AskAsync(IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var meter = new PanelMeter(progress);
        await Task.WhenAll(_models.Select(one => one.Answers.AskAsync(meter, stop))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        MadeCells[] written = [.. _asked.SelectMany(one =>
            _models[one.Model].Writer.RowsOf(one.Question.Asked).Select(cells => new MadeCells(cells, [one.Question.Parent])))];
        return new VariantResult(
            new LanguageModelMethod(written), [.. _models.Select(one => Summarise(one.Questions, one.Answers))],
            [.. _models.Select(one => one.Answers.Failure).OfType<string>()]);
    }

    private static IEnumerable<VariantQuestion> Questions(AugmentedTable table, ClassNeed need, ulong seed)
    {
        Table features = need.Rows.Features;
        string[] names = [.. features.Columns.Select(column => column.Name)];
        int[] rows = [.. need.Rows.Rows];
        new Pcg64(seed, $"rows shown to language models/{table.Classes[need.Label]}").Shuffle(rows.AsSpan());
        int each = Math.Clamp((int)Math.Ceiling((double)need.Drafts / rows.Length), 1, MostOfRow);
        int left = need.Drafts;
        foreach (int row in rows.Take((int)Math.Ceiling((double)need.Drafts / each)))
        {
            int count = Math.Min(each, left);
            left -= count;
            string content = VariantText.Question(
                table.Classes[need.Label], new RowCells(names, [.. features.Columns.Select(column => column.CellOf(row))]), count);
            yield return new VariantQuestion(new AnnotationQuestion(content), row, count);
        }
    }

    private static AnnotatorSummary Summarise(VariantQuestion[] questions, AnnotatorAnswers answers)
    {
        Annotation?[] said = [.. questions.Select(question => answers[question.Asked])];
        int Count(AnnotationOutcome outcome) => said.Count(one => one?.Outcome == outcome);
        return new AnnotatorSummary(
            answers.Annotator.Name, answers.Missing.Count, questions.Length - answers.Missing.Count, Count(AnnotationOutcome.Answered),
            Count(AnnotationOutcome.Abstained), Count(AnnotationOutcome.Unaffordable), said.Count(one => one is null), answers.Annotator.Cost, 0, 0);
    }
}
