using System.Globalization;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;
using RlQuery.Sessions;
using RlQuery.Studies.Segmentation;

namespace RlQuery.Cli.Labelling;

/// <summary>Labels a session in the terminal.</summary>
internal static class TerminalLabelling
{
    /// <summary>Asks questions until the person quits; then, and whenever no row is left, writes the labelled table into the session's folder.</summary>
    /// <param name="session">The session.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="review">Whether rows on which annotators disagree come first.</param>
    /// <param name="skipped">Whether rows that were skipped come first.</param>
    public static void Run(OpenRows session, Terminal terminal, string folder, bool review, bool skipped)
    {
        var view = new QuestionView(terminal, session.Table, session.CreateMeter(), session.File.Settings.HeldBack > 0, ByMask(session));
        var dialogue = new LabellingSession(session.State, session.File, session.CreateQuestions(), session.Annotator, review, skipped);
        string export = Path.Combine(folder, LabelledFile.Name);
        if (skipped && !dialogue.Skipped.Any())
        {
            terminal.Notes(["no row was skipped"]);
        }
        TerminalDialogue.Run(terminal, dialogue, view, session.State, () => Write(session, export));
        if (AnnotatorAgreement.Of(session.State) is { Alpha: double alpha } agreement)
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"annotators: Krippendorff's alpha {alpha:F3} over {agreement.Rows} rows ('rlquery session agreement' shows every two)"));
        }
        terminal.Output.WriteLine(Words(export));
    }

    private static Func<int, string, LabelCommand>? ByMask(OpenRows session) => !MappedPictures.AreIn(session.Cells) ? null
        : (row, file) => new LabelCommand.Import(state =>
        {
            ImportSummary brought = MaskImport.Read(file, row, session.Table, session.File.Table, state, session.Annotator);
            return (brought.Events, ImportWords.Of(file, brought));
        });

    /// <summary>Writes the labelled table.</summary>
    /// <returns>Where it is, in words.</returns>
    /// <exception cref="IOException">It cannot be written; the line says what to do.</exception>
    public static string Write(OpenRows session, string export)
    {
        try
        {
            LabelledFile.Write(export, session.Table, session.State);
            return Words(export);
        }
        catch (IOException failed)
        {
            throw new IOException(
                $"{failed.Message}; every answer is stored: "
                + "write the labelled table elsewhere with 'rlquery session export'", failed);
        }
    }

    private static string Words(string export) => $"labelled table: {export}";
}
