using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Labelling;
using RlQuery.Core.Labelling.Exchange;

namespace RlQuery.Sessions;

/// <summary>The rows of a session to label next, as tasks for Label Studio.</summary>
public static class LabelStudioTasks
{
    /// <summary>How many are written where nobody says how many.</summary>
    public const int DefaultCount = 100;

    /// <summary>Whether Label Studio can be asked for the answers of a session.</summary>
    /// <param name="session">The session.</param>
    public static bool Fits(OpenRows session) => !session.State.Space.IsText;

    /// <summary>Writes them, with the labelling configuration beside them.</summary>
    /// <param name="path">A .json file.</param>
    /// <param name="session">The session.</param>
    /// <param name="state">What it has come to.</param>
    /// <param name="count">How many; all if there are fewer.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The number of tasks, and the path of the labelling configuration.</returns>
    /// <exception cref="InvalidInputException">Answers are texts, no row is left, or the path cannot be used.</exception>
    public static (int Count, string Configuration) Write(string path, OpenRows session, LabellingState state, int count, CancellationToken cancel)
    {
        if (!Fits(session))
        {
            throw new InvalidInputException("export: Label Studio is asked for classes and numbers, and the answers of this session are texts");
        }
        IReadOnlyList<int> rows = session.CreateQuestions().Batch(state, count, cancel);
        if (rows.Count == 0)
        {
            throw new InvalidInputException("export: no row is left to label; for the labelled table name a .csv or .jsonl file");
        }
        LabelStudioTask[] tasks = [.. rows.Zip(session.CreateModel().Of(state, rows), (row, expected) => new LabelStudioTask(row, expected))];
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{session.Learner.Name}, {state.Labelled.Count(row => !session.HeldBack.Contains(row))} labels");
        return (tasks.Length, LabelStudioFile.Write(path, session.Table, session.File.Table, state.Classes, tasks, name));
    }
}
