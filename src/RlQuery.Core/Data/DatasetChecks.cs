using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data;

/// <summary>Refuses data sets that cannot be trained or evaluated on. Reading one is allowed: <c>query</c> needs unlabelled rows.</summary>
public static class DatasetChecks
{
    private const int ShownClasses = 10;
    private const int FewestRows = 4;
    private const int FewestMeasured = 10;

    /// <summary>Checks that a set's target is of the required kind.</summary>
    /// <param name="name">Name of the set.</param>
    /// <param name="own">What its target is.</param>
    /// <param name="wanted">What it has to be.</param>
    /// <param name="task">Name of the environment's task.</param>
    /// <returns>A fault; null if there is none.</returns>
    public static string? KindFault(string name, TargetKind own, TargetKind wanted, string task) => own == wanted
        ? null
        : $"'{name}' has {Words(own)} as its target, and the environment's task is {task}";

    /// <summary>Whether the classes of a set look like measured numbers: more than ten, most of which occur once.</summary>
    /// <param name="data">The data set.</param>
    public static bool LooksMeasured(Dataset data) =>
        data.Kind == TargetKind.Class && data.Classes > FewestMeasured && 2 * data.Classes > data.Labels.Count(label => label != Dataset.Unlabelled)
        && data.ClassNames.All(CellText.IsNumber);

    /// <summary>Everything that prevents splitting, training and evaluating, one line each; empty if nothing does.</summary>
    /// <param name="data">The data set.</param>
    public static IReadOnlyList<string> FaultsForEvaluation(Dataset data)
    {
        var faults = new List<string>();
        if (data.Rows == 0)
        {
            faults.Add($"{data.Name}: no rows");
            return faults;
        }
        int unlabelled = Enumerable.Range(0, data.Rows).Count(row => !data.HasTarget(row));
        if (unlabelled > 0)
        {
            faults.Add($"{data.Name}: {unlabelled} of {data.Rows} rows have no target; every row needs one here");
        }
        Action<Dataset, List<string>> add = data.Kind switch
        {
            TargetKind.Class => AddClassFaults,
            TargetKind.Number => AddTargetFaults,
            TargetKind.Text => AddTextFaults,
            _ => AddSetFaults,
        };
        add(data, faults);
        return faults;
    }

    /// <summary>Throws where <see cref="FaultsForEvaluation"/> finds anything.</summary>
    /// <param name="data">The data set.</param>
    /// <exception cref="InvalidInputException">No rows, unlabelled rows; fewer than two classes, or classes with a single row; fewer than four rows of a
    /// regression, or equal targets in all.</exception>
    public static void RequireEvaluable(Dataset data)
    {
        IReadOnlyList<string> faults = FaultsForEvaluation(data);
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static string Words(TargetKind kind) => kind switch
    {
        TargetKind.Class => "a class",
        TargetKind.Number => "a number",
        TargetKind.Text => "a text",
        _ => "sets of classes",
    };

    private static void AddSetFaults(Dataset data, List<string> faults)
    {
        if (data.Rows < FewestRows)
        {
            faults.Add($"{data.Name}: {data.Rows} {(data.Rows == 1 ? "row" : "rows")}; sets of classes need at least {FewestRows}, half of them to test on");
        }
        if (data.Classes == 0)
        {
            faults.Add($"{data.Name}: no row has a class; at least one is needed");
        }
    }

    private static void AddTextFaults(Dataset data, List<string> faults)
    {
        if (data.Rows < FewestRows)
        {
            faults.Add($"{data.Name}: {data.Rows} {(data.Rows == 1 ? "sentence" : "sentences")}; at least {FewestRows} are needed, half of them to test on");
        }
    }

    private static void AddTargetFaults(Dataset data, List<string> faults)
    {
        if (data.Rows < FewestRows)
        {
            faults.Add($"{data.Name}: {data.Rows} {(data.Rows == 1 ? "row" : "rows")}; a regression needs at least {FewestRows}, half of them to test on");
        }
        float[] known = [.. data.Targets.Where(target => !float.IsNaN(target))];
        if (known.Length > 0 && known.Distinct().Count() == 1)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture, $"{data.Name}: the target is {known[0]} in every row; a regression needs targets that differ"));
        }
    }

    private static void AddClassFaults(Dataset data, List<string> faults)
    {
        int[] counts = new int[data.Classes];
        foreach (int label in data.Labels.Where(label => label != Dataset.Unlabelled))
        {
            counts[label]++;
        }
        string[] present = [.. data.ClassNames.Where((_, i) => counts[i] > 0)];
        if (present.Length < 2)
        {
            string found = present.Length == 0 ? "no class" : $"the one class {CellText.OneLine(present[0])}";
            faults.Add($"{data.Name}: the target has {found}; at least 2 classes are needed");
        }
        string[] single = [.. data.ClassNames.Where((_, i) => counts[i] == 1)];
        if (single.Length > 0)
        {
            string more = single.Length > ShownClasses ? $" ... and {single.Length - ShownClasses} more" : "";
            faults.Add(
                $"{data.Name}: a single row in {(single.Length == 1 ? "class" : "each of the classes")} "
                + $"{CellText.OneLine(string.Join(", ", single.Take(ShownClasses)))}{more}; every class needs at least 2 rows");
        }
    }
}
