using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Models;
using RlQuery.Annotators.Prompts;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Core.Numerics;

namespace RlQuery.Annotators.Questions;

/// <summary>The rows of a table that annotators are asked for, with the questions.</summary>
public sealed class AnnotationTable
{
    private AnnotationTable(
        string target, IReadOnlyList<string> classes, IReadOnlyList<AnnotationRow> rows, IReadOnlyList<(int Row, int Class)> told) =>
        (Target, Classes, Rows, Told) = (target, classes, rows, told);

    /// <summary>Name of the target column.</summary>
    public string Target { get; }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The rows, ascending: those without a label, and those that are held out.</summary>
    public IReadOnlyList<AnnotationRow> Rows { get; }

    /// <summary>Rows whose label annotators may be told, ascending, with the class of each: all labelled ones that are not held out.</summary>
    public IReadOnlyList<(int Row, int Class)> Told { get; }

    /// <summary>Makes the questions.</summary>
    /// <param name="table">The table. Its features choose the examples.</param>
    /// <param name="features">The columns that annotators see.</param>
    /// <param name="panel">The panel, which may name classes.</param>
    /// <param name="options">Which rows are asked for.</param>
    /// <exception cref="InvalidInputException">There are no rows, no two classes, or not enough labels.</exception>
    public static AnnotationTable Create(LabellingTable table, Table features, PanelDefinition panel, AnnotationTableOptions options)
    {
        RequireNames(table.Cells.Columns[table.Target].Name, panel);
        LabellingState state = table.Begin([.. panel.Classes.Keys]);
        if (state.Classes.Count < 2)
        {
            string known = state.Classes.Count == 0 ? "no class is known" : $"'{state.Classes[0]}' is the only class";
            throw new InvalidInputException($"classes: {known}; name two or more under classes in the panel, or give the table some labels");
        }
        int[] open = [.. Enumerable.Range(0, state.Answers.Count).Where(row => state.Answers[row] is null).Take(options.Count ?? int.MaxValue)];
        if (open.Length == 0)
        {
            throw new InvalidInputException($"{table.Cells.Source}: no row has an empty target cell; there is nothing to label");
        }
        int[] labelled = [.. state.Labelled];
        if (options.HeldOut > labelled.Length)
        {
            throw new InvalidInputException(FormattableString.Invariant($"holdout: {options.HeldOut} rows are asked for, and {labelled.Length} have a label"));
        }
        new Pcg64(options.Seed, "held-out labels").Shuffle(labelled.AsSpan());
        HashSet<int> heldOut = [.. labelled.Take(options.HeldOut)];
        string[] classes = [.. state.Classes];
        int ClassOf(int row) => Array.IndexOf(classes, state.Answers[row]);
        int[][] shown = [.. classes.Select((_, label) => labelled.Where(row => !heldOut.Contains(row) && ClassOf(row) == label).Order().ToArray())];
        NearestExamples? examples = panel.Examples > 0 && shown.Any(rows => rows.Length > 0) ? new(table.Data, shown, panel.Examples) : null;
        string[] names = [.. features.Columns.Select(column => column.Name)];
        RowCells CellsOf(int row) => new(names, [.. features.Columns.Select(column => column.CellOf(row))]);
        AnnotationRow Ask(int row) => new(
            row,
            new AnnotationQuestion(PromptText.Question(CellsOf(row), (examples?.Of(row) ?? []).Select(other => (CellsOf(other), state.Answers[other]!)))),
            heldOut.Contains(row) ? ClassOf(row) : null);
        AnnotationRow[] asked = new AnnotationRow[open.Length + heldOut.Count];
        int[] all = [.. open.Concat(heldOut).Order()];
        Parallel.For(0, all.Length, i => asked[i] = Ask(all[i]));
        (int Row, int Class)[] told = [.. labelled.Where(row => !heldOut.Contains(row)).Order().Select(row => (row, ClassOf(row)))];
        return new AnnotationTable(table.Cells.Columns[table.Target].Name, classes, asked, told);
    }

    // Annotators are columns of a file beside these.
    private static void RequireNames(string target, PanelDefinition panel)
    {
        string[] taken = [target, RowKey.Row, RowKey.Annotator, JoinedAnswers.Column];
        IEnumerable<string> names =
            [.. panel.Annotators.Select(one => one.Name), .. panel.LocalModels.Select(one => one.Name), .. panel.People.Select(one => one.Name)];
        if (names.FirstOrDefault(taken.Contains) is { } name)
        {
            throw new InvalidInputException(
                $"annotators: '{name}' is the name of another column of the answers; use another name than {string.Join(", ", taken)}");
        }
    }
}
