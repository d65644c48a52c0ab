using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>An answer names one of several classes. With several annotators, the majority counts.</summary>
internal sealed class ClassAnswers : IAnswerForm
{
    public TargetKind Kind => TargetKind.Class;

    public bool HasClasses => true;

    public AnswerSpace SpaceOf(IReadOnlyList<string> classes) => new(Math.Max(2, classes.Count));

    public string? FaultOf(string answer, IReadOnlyList<string> classes) => classes.Contains(answer) ? null
        : $"label: {CellText.Show(answer)} is no class{(classes.Count == 0 ? "; add it as a new class first" : NearestName.Hint(answer, classes))}";

    public string Normalize(string answer) => answer;

    /// <remarks>In a tie, the last answer counts.</remarks>
    public string? Combine(IReadOnlyList<Opinion> said)
    {
        string? best = null;
        int most = 0;
        for (int i = said.Count - 1; i >= 0; i--)
        {
            string? answer = said[i].Answer;
            int votes = answer is null ? 0 : said.Count(other => other.Answer == answer);
            if (votes > most)
            {
                (best, most) = (answer, votes);
            }
        }
        return best;
    }

    public Dataset Tell(Dataset data, IReadOnlyList<string?> answers, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> places = Places(classes);
        int[] labels = new int[answers.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = answers[row] is { } answer ? places[answer] : Dataset.Unlabelled;
        }
        return data.WithLabels(labels, [.. classes]);
    }

    /// <remarks>Cohen's kappa.</remarks>
    public double AgreementOfTwo(IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> places = Places(classes);
        return CohenKappa.Of([.. first.Select(answer => places[answer])], [.. second.Select(answer => places[answer])], classes.Count);
    }

    /// <remarks>With the nominal metric.</remarks>
    public double? AgreementOfAll(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> places = Places(classes);
        return KrippendorffAlpha.Nominal(rows.Select(row => row.Select(answer => places[answer]).ToArray()), classes.Count);
    }

    /// <summary>The place of each class by its name.</summary>
    public static Dictionary<string, int> Places(IReadOnlyList<string> classes) =>
        classes.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place);
}
