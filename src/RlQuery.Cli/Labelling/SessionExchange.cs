using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Sessions;
using RlQuery.Studies;
using RlQuery.Studies.Segmentation;
using Spectre.Console;

namespace RlQuery.Cli.Labelling;

/// <summary>Export and import of a session.</summary>
internal static class SessionExchange
{
    private const int MostCount = 1_000_000;

    /// <summary>Writes the labelled table (.csv, .jsonl), or the rows to label next as tasks for Label Studio (.json).</summary>
    public static void Export(LabelRequest request, string path, string? count, bool force, Terminal terminal)
    {
        using (OpenPairs? pairs = PairRequest.TryResume(request, answers: false))
        {
            if (pairs is not null)
            {
                PairExchange.Export(pairs, path, count, force, terminal);
                return;
            }
        }
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".csv" or ".jsonl" or ".json"))
        {
            throw new InvalidInputException(
                $"export: {path} is not allowed; name a .csv or .jsonl file for the labelled table, "
                + "or a .json file for tasks of Label Studio");
        }
        using var taken = OutputLock.Take(path, "export");
        if (ending == ".json")
        {
            ExportTasks(request, path, count, force, terminal);
            return;
        }
        if (count is not null)
        {
            throw new InvalidInputException(
                $"count: {count} is not allowed; the whole table is written, and only of tasks of Label Studio (.json) there is a number");
        }
        using var file = SessionFile.Open(request.Session);
        (LabellingTable table, LabellingState state) = request.ReadAgain(file);
        RefuseExisting(force, table, path);
        if (ending == ".csv")
        {
            LabelledFile.Write(path, table, state);
        }
        else
        {
            LabelledLines.Write(path, table, file.Table, state);
        }
        terminal.Output.WriteLine($"{Labelled(state)}: {path}");
    }

    /// <summary>Stores what was labelled elsewhere, all of a file or nothing.</summary>
    /// <returns>The exit code: a failure where the file has no answer of this session.</returns>
    public static int Import(LabelRequest request, string path, string? control, Terminal terminal)
    {
        using (OpenPairs? pairs = PairRequest.TryResume(request, answers: false))
        {
            if (pairs is not null)
            {
                PairExchange.Import(pairs, path, request.Parts, terminal);
                return ExitCode.Success;
            }
        }
        using var file = SessionFile.Open(request.Session);
        (LabellingTable table, LabellingState state) = request.ReadAgain(file);
        ImportSummary brought = MaskImport.IsMask(path) ? MaskImport.Read(path, null, table, file.Table, state, request.Annotator)
            : SessionImport.Read(path, table, file.Table, state, request.Annotator, request.Parts, control);
        if (!brought.IsMatched)
        {
            terminal.Error.WriteLine(PlainText.OneLine(ImportWords.Unmatched(path, table, brought)));
            return ExitCode.Failure;
        }
        if (brought.Events.Count > 0)
        {
            file.Append(brought.Events);
        }
        foreach (LabellingEvent next in brought.Events)
        {
            state.Apply(next);
        }
        terminal.Output.WriteLine(PlainText.OneLine(ImportWords.Of(path, brought)));
        terminal.Notes(ImportWords.Note(table, brought) is { } note ? [PlainText.OneLine(note)] : []);
        int conflicts = state.Conflicts.Count();
        string settle = conflicts == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; annotators disagree on {conflicts}: settle them with 'rlquery label --resume --review'");
        terminal.Output.WriteLine($"{Labelled(state)}{settle}");
        return ExitCode.Success;
    }

    /// <summary>Prints how far annotators agree.</summary>
    public static void ShowAgreement(LabelRequest request, Terminal terminal)
    {
        using var file = SessionFile.Open(request.Session);
        (_, LabellingState state) = request.ReadAgain(file);
        AnnotatorAgreement agreement = AnnotatorAgreement.Of(state);
        if (agreement.Alpha is not double alpha)
        {
            terminal.Output.WriteLine("no row was labelled by two annotators; ask everybody for some with --overlap");
            return;
        }
        (string same, string measure) = state.Form.HasClasses ? ("same label", "kappa") : (state.Space.IsText ? "same text" : "same number", "alpha");
        Table pairs = Tables.Create("annotators", "", "rows", same, measure).Numbers(2..);
        foreach (AnnotatorPair pair in agreement.Pairs)
        {
            pairs.Row(
                PlainText.OneLine(SessionWords.Name(pair.First)), PlainText.OneLine(SessionWords.Name(pair.Second)),
                pair.Rows.ToString(CultureInfo.InvariantCulture),
                ((double)pair.Same / pair.Rows).ToString("F3", CultureInfo.InvariantCulture), pair.Agreement.ToString("F3", CultureInfo.InvariantCulture));
        }
        terminal.Write(pairs);
        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Krippendorff's alpha of all: {alpha:F3} over {agreement.Rows} rows; disagreements left to settle: {state.Conflicts.Count()}"));
    }

    private static void ExportTasks(LabelRequest request, string path, string? count, bool force, Terminal terminal)
    {
        var faults = new Faults();
        int most = faults.Integer("count", count, 1, MostCount, LabelStudioTasks.DefaultCount);
        faults.ThrowIfAny();
        using OpenRows session = request.Resume(answers: false);
        RefuseExisting(force, session.Table, path, Path.ChangeExtension(path, ".xml"));
        (int tasks, string configuration) = LabelStudioTasks.Write(path, session, session.State, most, terminal.Cancellation);
        terminal.Output.WriteLine($"{tasks} tasks for Label Studio: {path}");
        terminal.Output.WriteLine($"labelling configuration: {configuration}");
    }

    // The table itself is refused in any case, with another message.
    private static void RefuseExisting(bool force, LabellingTable table, params string[] files)
    {
        if (!force && files.FirstOrDefault(file => File.Exists(file) && Path.GetFullPath(file) != Path.GetFullPath(table.Cells.Source)) is { } there)
        {
            throw new InvalidInputException($"export: {there} exists; name a new file, or replace it with --force");
        }
    }

    private static string Labelled(LabellingState state) => $"{state.Labelled.Count} of {state.Answers.Count} rows are labelled";
}
