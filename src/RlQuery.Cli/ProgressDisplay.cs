using Spectre.Console;

namespace RlQuery.Cli;

/// <summary>Shows on the error stream how far a command is: a bar for a person, a line at each tenth for a log.</summary>
internal static class ProgressDisplay
{
    /// <summary>Takes how much is done, and what there is to tell of it.</summary>
    internal delegate void Report(double done, string detail);

    /// <summary>Does some work that reports how far it is.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="title">Name of the work.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="work">The work.</param>
    /// <param name="tellsTime">Whether what it reports says how long it still takes.</param>
    public static T Track<T>(Terminal terminal, string title, double total, Func<Report, T> work, bool tellsTime = false) =>
        terminal.ErrorIsTerminal ? Bar(terminal, title, total, work, tellsTime) : Lines(terminal, title, total, work);

    private static T Bar<T>(Terminal terminal, string title, double total, Func<Report, T> work, bool tellsTime) => terminal.ErrorConsole
        .Progress()
        .Columns([
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), .. tellsTime ? (ProgressColumn[])[] : [new RemainingTimeColumn()],
        ])
        .Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total);
            return work((done, detail) =>
            {
                task.Value = done;
                task.Description = Markup.Escape($"{title}: {detail}");
            });
        });

    private static T Lines<T>(Terminal terminal, string title, double total, Func<Report, T> work)
    {
        int tenths = 0;
        return work((done, detail) =>
        {
            int reached = Math.Min(10, (int)(10 * done / total));
            if (reached > tenths)
            {
                tenths = reached;
                terminal.Error.WriteLine($"{title}: {10 * tenths} % ({detail})");
            }
        });
    }
}
