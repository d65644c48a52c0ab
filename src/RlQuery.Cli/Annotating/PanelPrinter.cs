using System.Globalization;
using RlQuery.Annotators.Panels;
using RlQuery.Annotators.Recording;
using RlQuery.Cli.Labelling;
using RlQuery.Core.Labelling;
using Spectre.Console;

namespace RlQuery.Cli.Annotating;

/// <summary>Prints what a panel did.</summary>
internal static class PanelPrinter
{
    private const string None = "-";

    private static readonly string[] Columns =
        ["annotator", "asked", "from record", "answered", "abstained", "over budget", "failed", "tokens", "money", "seconds"];

    /// <summary>A line for each annotator, one for each two of them, and what it has cost.</summary>
    public static void Write(Terminal terminal, PanelResult result, AnswerRecord record)
    {
        IReadOnlyList<double>? credibility = result.Joined.Credibility;
        Table table = Tables.Create([
            .. Columns, "agrees with labels", .. credibility is null ? [] : (string[])["credibility"]]).Numbers(1..);
        foreach ((int i, AnnotatorSummary one) in result.Summaries.Index())
        {
            table.Row([
                .. Cells(one), one.Checked == 0 ? None : string.Create(CultureInfo.InvariantCulture, $"{one.Right} of {one.Checked}"),
                .. credibility is null ? [] : (string[])[credibility[i].ToString("F3", CultureInfo.InvariantCulture)]]);
        }
        terminal.Write(table);
        if (result.Pairs.Count > 0)
        {
            Table pairs = Tables.Create("annotators", "", "rows", "same label", "kappa").Numbers(2..);
            foreach (AnnotatorPair pair in result.Pairs)
            {
                pairs.Row(
                    PlainText.OneLine(pair.First!), PlainText.OneLine(pair.Second!), Text(pair.Rows),
                    ((double)pair.Same / pair.Rows).ToString("F3", CultureInfo.InvariantCulture), pair.Agreement.ToString("F3", CultureInfo.InvariantCulture));
            }
            terminal.Write(pairs);
        }
        WriteSpent(terminal, record);
    }

    /// <summary>A line for each annotator, and what it has cost.</summary>
    public static void Write(Terminal terminal, IReadOnlyList<AnnotatorSummary> summaries, AnswerRecord record)
    {
        Table table = Tables.Create(Columns).Numbers(1..);
        foreach (AnnotatorSummary one in summaries)
        {
            table.Row(Cells(one));
        }
        terminal.Write(table);
        WriteSpent(terminal, record);
    }

    /// <summary>How many rows have a joined label.</summary>
    public static string Joined(PanelResult result)
    {
        bool[] joined = [.. result.Table.Rows.Zip(result.Joined.Labels).Where(one => one.First.Given is null).Select(one => one.Second is not null)];
        return string.Create(CultureInfo.InvariantCulture, $"{joined.Length} rows, {joined.Count(one => one)} with a joined label");
    }

    private static string[] Cells(AnnotatorSummary one) =>
    [
        PlainText.OneLine(one.Name), Text(one.Asked), Text(one.FromRecord), Text(one.Answered), Text(one.Abstained), Text(one.Unaffordable),
        Text(one.Failed), Text(one.Cost.Tokens), Money(one.Cost.Money), one.Cost.Seconds.ToString("F1", CultureInfo.InvariantCulture),
    ];

    private static void WriteSpent(Terminal terminal, AnswerRecord record) => terminal.Output.WriteLine($"all calls of the record: {Money(record.Spent)}");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Money(decimal money) => money.ToString("0.######", CultureInfo.InvariantCulture);
}
