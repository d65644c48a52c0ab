using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Export and import of a session about pairs of rows.</summary>
internal static class PairExchange
{
    /// <summary>Writes the cluster of each row, and the answers beside it.</summary>
    public static void Export(OpenPairs session, string path, string? count, bool force, Terminal terminal)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException($"export: {path} is not allowed; name a .csv file for the cluster of each row");
        }
        if (count is not null)
        {
            throw new InvalidInputException($"count: {count} is not allowed; all rows are written");
        }
        string[] files = [path, LinkFile.Beside(path)];
        if (!force && files.FirstOrDefault(File.Exists) is { } there)
        {
            throw new InvalidInputException($"export: {there} exists; name a new file, or replace it with --force");
        }
        PairLabelling.Write(session, path);
        terminal.Output.WriteLine($"clusters of {session.Table.Cells.Rows} rows: {path}; {Answered(session.State)}: {files[1]}");
    }

    /// <summary>Stores answers that were given elsewhere, all of a file or nothing.</summary>
    public static void Import(OpenPairs session, string path, Parts parts, Terminal terminal)
    {
        (IReadOnlyList<LabellingEvent> events, string words) = session.ReadAnswers(path, path, session.State, session.Annotator, parts);
        new LabellingSession(session.State, session.File, session.CreateQuestions()).Import(events);
        terminal.Output.WriteLine(words);
        terminal.Output.WriteLine(Answered(session.State));
    }

    private static string Answered(LabellingState state) => string.Create(CultureInfo.InvariantCulture, $"answers: {state.Labelled.Count}");
}
