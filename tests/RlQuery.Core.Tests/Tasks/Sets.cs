using RlQuery.Core.Data;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Tests.Tasks;

/// <summary>A small data set of each kind of target.</summary>
internal static class Sets
{
    /// <summary>One that a task can pose problems of.</summary>
    public static Dataset Of(ITask task)
    {
        const int Pictures = 6;
        Dataset data = Of(task.Target);
        return !task.HasPictures ? data : data.WithRegions(new Regions(
            [.. Enumerable.Range(0, Pictures).Select(picture => $"picture {picture}")], [.. Enumerable.Range(0, data.Rows).Select(row => row % Pictures)],
            [.. data.Labels.SelectMany(label => Enumerable.Range(0, data.Classes).Select(own => own == label ? 9 : 1))]));
    }

    public static Dataset Of(TargetKind kind, int rows = 60, ulong seed = 1)
    {
        var draws = new Pcg64(seed, "small sets");
        float[] x = [.. Enumerable.Range(0, rows * 3).Select(_ => (float)draws.NextGaussian())];
        string[] names = ["a", "b", "c"];
        double At(int row, int column) => x[(row * 3) + column] + (0.3 * draws.NextGaussian());
        return kind switch
        {
            TargetKind.Class => Dataset.ForClassification(
                "small", "test", x, [.. Enumerable.Range(0, rows).Select(row => At(row, 0) > 0 ? 1 : 0)], names, ["no", "yes"]),
            TargetKind.Number => Dataset.ForRegression("small", "test", x, [.. Enumerable.Range(0, rows).Select(row => (float)At(row, 0))], names),
            TargetKind.Text => Dataset.ForTexts(
                "small", "test", x, [.. Enumerable.Range(0, rows).Select(row => Words(row, ["one", "two", "three"]))],
                [.. Enumerable.Range(0, rows).Select(row => Words(row, ["eins", "zwei", "drei"]))], names),
            _ => Dataset.ForLabelSets(
                "small", "test", x, [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, 3).Where(label => At(row, label) > 0.2).ToArray())], names,
                ["p", "q", "r"]),
        };
    }

    // Sentences of two to four words, each translated by itself.
    private static string Words(int row, string[] words) =>
        string.Join(' ', Enumerable.Range(0, 2 + (row % 3)).Select(place => words[(row >> place) % 3]));
}
