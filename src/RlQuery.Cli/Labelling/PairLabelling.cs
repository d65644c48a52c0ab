using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Pairs;
using RlQuery.Sessions;

namespace RlQuery.Cli.Labelling;

/// <summary>Asks about pairs in the terminal.</summary>
internal static class PairLabelling
{
    /// <summary>Asks questions until the person quits; then, and whenever no pair is left, writes clusters and links into the session's folder.</summary>
    /// <param name="session">The session.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="folder">The session's folder.</param>
    /// <param name="skipped">Whether pairs that were skipped come first.</param>
    public static void Run(OpenPairs session, Terminal terminal, string folder, bool skipped)
    {
        var view = new PairView(terminal, session.Table);
        var dialogue = new LabellingSession(session.State, session.File, session.CreateQuestions(), session.Annotator, skipped: skipped);
        string export = Path.Combine(folder, ClusterFile.Name);
        if (skipped && !dialogue.Skipped.Any())
        {
            terminal.Notes(["no pair was skipped"]);
        }
        TerminalDialogue.Run(terminal, dialogue, view, session.State, () => Write(session, export));
        terminal.Output.WriteLine(Words(export));
    }

    /// <summary>Writes the cluster of each row, and the answers beside it.</summary>
    /// <returns>Where they are, in words.</returns>
    /// <exception cref="IOException">They cannot be written; the line says what to do.</exception>
    public static string Write(OpenPairs session, string path)
    {
        try
        {
            ClusterFile.Write(path, session.Table, session.Clusters(session.State));
            LinkFile.Write(LinkFile.Beside(path), session.Table, session.State);
            return Words(path);
        }
        catch (IOException failed)
        {
            throw new IOException($"{failed.Message}; every answer is stored: write the clusters elsewhere with 'rlquery session export'", failed);
        }
    }

    private static string Words(string path) => $"clusters: {path}; links: {LinkFile.Beside(path)}";
}
