using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;

namespace RlQuery.Studies.Inputs;

/// <summary>Tells of classes that have fewer rows than there are folds: some folds do not test them.</summary>
internal static class FoldNotes
{
    private const int MostNamed = 5;

    /// <summary>A line for each data set that has such classes.</summary>
    /// <param name="data">The data sets.</param>
    /// <param name="folds">Number of folds; 0 for none.</param>
    public static IReadOnlyList<string> Of(IEnumerable<Dataset> data, int folds) => folds == 0 ? [] : [.. data.SelectMany(set => Of(set, folds))];

    private static IEnumerable<string> Of(Dataset set, int folds)
    {
        int[] rows = new int[set.Classes];
        foreach (int label in set.Labels.Where(label => label != Dataset.Unlabelled).Concat(set.LabelSets.SelectMany(labels => labels ?? [])))
        {
            rows[label]++;
        }
        int[] few = [.. Enumerable.Range(0, set.Classes).Where(label => rows[label] < folds)];
        if (few.Length > 0)
        {
            string named = string.Join(", ", few.Take(MostNamed).Select(label => $"{CellText.Show(set.ClassNames[label])} ({rows[label]})"));
            string more = few.Length > MostNamed ? $" and {few.Length - MostNamed} more" : "";
            yield return $"{set.Name}: {(few.Length == 1 ? "a class has" : "some classes have")} fewer rows than the {folds} folds, "
                + $"and {(few.Length == 1 ? "is" : "are")} missing from the test rows of some: {named}{more}";
        }
    }
}
