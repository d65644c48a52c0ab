using RlQuery.Annotators.Recording;
using RlQuery.Cli.Labelling;
using RlQuery.Studies;

namespace RlQuery.Cli.Annotating;

/// <summary>Shows how far a panel is with its questions.</summary>
internal static class PanelQuestions
{
    /// <summary>Asks.</summary>
    /// <param name="verb">Who asks.</param>
    /// <param name="missing">How many answers are not in the record.</param>
    /// <param name="ask">Asks for them, and tells how many are done.</param>
    /// <param name="record">Where answers are kept.</param>
    /// <param name="terminal">Where progress is shown.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; a line has said what is kept.</exception>
    public static T Ask<T>(string verb, int missing, Func<IProgress<int>?, T> ask, AnswerRecord record, Terminal terminal)
    {
        if (missing == 0)
        {
            return ask(null);
        }
        try
        {
            var stage = new StudyStage(verb, missing) { Unit = "questions" };
            return new ProgressDisplay(terminal).Track(stage, progress => ask(new Questions(progress)));
        }
        catch (OperationCanceledException) when (terminal.Cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine(FormattableString.Invariant($"{record.Count} answers are in the record; the same command asks for what is missing"));
            throw;
        }
    }

    private sealed class Questions(IProgress<StageProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new StageProgress(value, ""));
    }
}
