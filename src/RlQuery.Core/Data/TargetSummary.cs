using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>Says what a target holds, so that a wrong column or a class too many is seen at once.</summary>
internal static class TargetSummary
{
    private const int Shown = 10;

    /// <summary>The classes with their counts, or the range of the numbers, and how many rows are unlabelled.</summary>
    public static string Of(Dataset data)
    {
        int open = Enumerable.Range(0, data.Rows).Count(row => !data.HasTarget(row));
        string held = data.Kind switch { TargetKind.Number => Numbers(data.Targets), TargetKind.Text => Texts(data), _ => Classes(data) };
        return $"{data.Source}: {held}{Unlabelled(open)}";
    }

    /// <summary>The range of classes that are numbers.</summary>
    public static string OfMeasured(Dataset data)
    {
        int open = data.Labels.Count(label => label == Dataset.Unlabelled);
        float[] numbers = [.. data.Labels.Where(label => label != Dataset.Unlabelled).Select(label => Number(data.ClassNames[label]))];
        return $"{data.Source}: {Numbers(numbers)}{Unlabelled(open)}";
    }

    private static string Unlabelled(int open) => open > 0 ? $"; {open} unlabelled" : "";

    private static float Number(string name) => CellText.Classify(name, out float value) == CellKind.Number ? value : float.NaN;

    private static string Numbers(float[] targets)
    {
        float[] known = Array.FindAll(targets, float.IsFinite);
        return known.Length == 0 ? "no numbers"
            : string.Create(CultureInfo.InvariantCulture, $"{known.Length} numbers from {known.Min()} to {known.Max()}");
    }

    private static string Texts(Dataset data)
    {
        string[] known = [.. data.TargetTexts.OfType<string>()];
        return $"{known.Length} texts of {known.Sum(text => (long)SentenceWords.Count(text))} words and marks";
    }

    private static string Classes(Dataset data)
    {
        int[] counts = new int[data.Classes];
        foreach (int label in data.Kind == TargetKind.Class ? data.Labels.Where(label => label >= 0) : data.LabelSets.OfType<int[]>().SelectMany(set => set))
        {
            counts[label]++;
        }
        IEnumerable<string> shown = Enumerable.Range(0, counts.Length).OrderByDescending(label => counts[label]).Take(Shown)
            .Select(label => $"{CellText.OneLine(data.ClassNames[label])} {counts[label]}");
        string more = counts.Length > Shown ? $" and {counts.Length - Shown} more" : "";
        return counts.Length == 0 ? "no classes" : $"{counts.Length} {(counts.Length == 1 ? "class" : "classes")}: {string.Join(", ", shown)}{more}";
    }
}
