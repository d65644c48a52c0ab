using RlQuery.Annotators.Joining;
using RlQuery.Annotators.Questions;
using RlQuery.Core.Labelling;
using RlQuery.Core.Statistics;

namespace RlQuery.Annotators.Panels;

/// <summary>What a panel answered.</summary>
public sealed class PanelResult
{
    private PanelResult(AnnotationTable table, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<int?>> answers, JoinedAnswers joined)
    {
        Table = table;
        Names = names;
        Answers = answers;
        Joined = joined;
    }

    /// <summary>The rows that were asked for.</summary>
    public AnnotationTable Table { get; }

    /// <summary>Names of the annotators.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Class of each row by each annotator, [rows][annotators]; null where there is none.</summary>
    public IReadOnlyList<IReadOnlyList<int?>> Answers { get; }

    /// <summary>The joined class of each row, and what the join knows besides.</summary>
    public JoinedAnswers Joined { get; }

    /// <summary>What each annotator did.</summary>
    public IReadOnlyList<AnnotatorSummary> Summaries { get; private init; } = [];

    /// <summary>How far annotators agree: every two of them that both answered some row.</summary>
    public IReadOnlyList<AnnotatorPair> Pairs { get; private init; } = [];

    /// <summary>Why annotators failed, a line each.</summary>
    public IReadOnlyList<string> Failures { get; private init; } = [];

    /// <summary>Gathers the answers.</summary>
    internal static PanelResult Of(AnnotationTable table, IReadOnlyList<AnnotatorAnswers> panel, IAnswerJoin join)
    {
        int?[][] answers = [.. table.Rows.Select(row => panel.Select(one => one[row.Question]?.Class).ToArray())];
        JoinedAnswers joined = join.Join(answers, [.. table.Rows.Select(row => row.Given)], table.Classes.Count);
        return new PanelResult(table, [.. panel.Select(one => one.Annotator.Name)], answers, joined)
        {
            Summaries = [.. panel.Select(one => Summarise(table, one))],
            Pairs = [.. PairsOf(answers, [.. panel.Select(one => one.Annotator.Name)], table.Classes.Count)],
            Failures = [.. panel.Select(one => one.Failure).OfType<string>()],
        };
    }

    private static AnnotatorSummary Summarise(AnnotationTable table, AnnotatorAnswers panel)
    {
        HashSet<AnnotationQuestion> missing = [.. panel.Missing];
        Annotation?[] said = [.. table.Rows.Select(row => panel[row.Question])];
        int Count(AnnotationOutcome outcome) => said.Count(one => one?.Outcome == outcome);
        int asked = table.Rows.Count(row => missing.Contains(row.Question));
        (int? Given, int? Class)[] held =
            [.. table.Rows.Select((row, i) => (row.Given, said[i]?.Class)).Where(one => one is { Given: not null, Class: not null })];
        return new AnnotatorSummary(
            panel.Annotator.Name, asked, table.Rows.Count - asked, Count(AnnotationOutcome.Answered), Count(AnnotationOutcome.Abstained),
            Count(AnnotationOutcome.Unaffordable), said.Count(one => one is null), panel.Annotator.Cost, held.Length,
            held.Count(one => one.Class == one.Given));
    }

    private static IEnumerable<AnnotatorPair> PairsOf(int?[][] answers, string[] names, int classes)
    {
        for (int i = 0; i < names.Length; i++)
        {
            for (int j = i + 1; j < names.Length; j++)
            {
                int?[][] both = [.. answers.Where(said => said[i] is not null && said[j] is not null)];
                if (both.Length > 0)
                {
                    int[] first = Array.ConvertAll(both, said => said[i]!.Value);
                    int[] second = Array.ConvertAll(both, said => said[j]!.Value);
                    int same = first.Zip(second).Count(pair => pair.First == pair.Second);
                    yield return new AnnotatorPair(names[i], names[j], both.Length, same, CohenKappa.Of(first, second, classes));
                }
            }
        }
    }
}
