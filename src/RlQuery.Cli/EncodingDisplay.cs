using RlQuery.Core.Data;
using RlQuery.Studies;

namespace RlQuery.Cli;

/// <summary>Shows the progress of encoders that take long.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed class EncodingDisplay(Terminal terminal) : IEncodingProgress
{
    public void Track(EncodingTask task, Action<IProgress<int>> work)
    {
        var stage = new StudyStage($"{task.Encoder}, column {task.Column}", task.Total) { Kept = task.Kept, Unit = "cells" };
        new ProgressDisplay(terminal).Track(stage, progress =>
        {
            work(new Cells(progress));
            return true;
        });
    }

    private sealed class Cells(IProgress<StageProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new StageProgress(value, ""));
    }
}
