using System.Diagnostics;
using System.Globalization;
using RlQuery.Studies;
using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>Shows the progress of a study on the error stream: a bar for a person, a line at each tenth for a log.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed class ProgressDisplay(Terminal terminal) : IStudyProgress
{
    private const int MostOfBar = 40;
    private const int Percentage = 4;
    private const int RemainingTime = 8;
    private const int LeastWithTime = 60;
    private const int Gap = 2;

    public void Note(string line) => terminal.Error.WriteLine(line);

    public T Track<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work) => terminal.ErrorIsTerminal ? Bar(stage, work) : Lines(stage, work);

    private T Bar<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work) => Bar(terminal.ErrorConsole, stage, work);

    /// <summary>A bar on one line of a console, however narrow it is.</summary>
    internal static T Bar<T>(IAnsiConsole console, StudyStage stage, Func<IProgress<StageProgress>, T> work)
    {
        int width = console.Profile.Width;
        int bar = Math.Clamp(width / 4, 4, MostOfBar);
        // Of what is counted, the detail is the remaining time.
        bool timed = stage.Unit is null && width >= LeastWithTime;
        int text = Math.Max(1, width - bar - Percentage - (timed ? RemainingTime : 0) - (3 * Gap));
        return console
            .Progress()
            .Columns([
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = bar }, new PercentageColumn(),
                .. timed ? (ProgressColumn[])[new RemainingTimeColumn()] : [],
            ])
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(Fit(stage.Title, text)), maxValue: stage.Total);
                return work(new Meter(stage, (done, detail) =>
                {
                    task.Value = done;
                    task.Description = Markup.Escape(Fit($"{stage.Title}: {detail}", text));
                }));
            });
    }

    private static string Fit(string text, int width) => text.GetCellWidth() <= width ? text : Cut(text, width - 1) + "…";

    // Letters of some scripts take two columns.
    private static string Cut(string text, int width)
    {
        while (text.GetCellWidth() > width)
        {
            text = text[..^(text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        }
        return text;
    }

    private T Lines<T>(StudyStage stage, Func<IProgress<StageProgress>, T> work)
    {
        int tenths = 0;
        return work(new Meter(stage, (done, detail) =>
        {
            int reached = Math.Min(10, (int)(10 * done / stage.Total));
            if (reached > tenths)
            {
                tenths = reached;
                terminal.Error.WriteLine($"{stage.Title}: {10 * tenths} % ({detail})");
            }
        }));
    }

    /// <summary>Adds what the clock says: the minutes of a stage that is timed, and the pace and the time left of what is counted.</summary>
    private sealed class Meter(StudyStage stage, Action<double, string> show) : IProgress<StageProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(StageProgress value)
        {
            if (stage.Unit is not null)
            {
                show(value.Done, Counted(value));
            }
            else
            {
                show(stage.IsTimed ? _clock.Elapsed.TotalMinutes : value.Done, value.Detail);
            }
        }

        private string Counted(StageProgress value)
        {
            double rate = (value.Done - stage.Kept) / Math.Max(1e-3, _clock.Elapsed.TotalSeconds);
            string left = value.Done >= stage.Total ? "" : $", {Show(TimeSpan.FromSeconds((stage.Total - value.Done) / rate))} left";
            string detail = value.Detail.Length == 0 ? "" : $", {value.Detail}";
            return string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {stage.Total} {stage.Unit}, {rate:G3}/s{left}{detail}");
        }

        private static string Show(TimeSpan time) => time.TotalDays >= 1
            ? time.ToString(@"d\d\ hh\:mm\:ss", CultureInfo.InvariantCulture)
            : time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }
}
