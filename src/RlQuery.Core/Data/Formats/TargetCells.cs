using System.Globalization;
using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Data.Formats;

/// <summary>Turns the cells of a target column into classes or numbers.</summary>
internal static class TargetCells
{
    private const string EmptySet = "{}";

    /// <summary>Reads a target; what it is joined with are the features, once they are numbers.</summary>
    /// <param name="table">The table of the target.</param>
    /// <param name="target">The target, as its cells are to be read.</param>
    /// <param name="kind">What it holds.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static Func<FeaturizedTable, Dataset> Read(Table table, TableColumn target, TargetKind kind, FaultList faults)
    {
        (string name, string source) = (table.Name, table.Source);
        switch (kind)
        {
            case TargetKind.Number:
                if (DecimalCommas.Note(target.DecimalComma ? [target] : []) is string note)
                {
                    faults.Note(note);
                }
                float[] targets = ToNumbers(target.WithPoints(), table.Lines, faults);
                return numeric => Dataset.ForRegression(name, source, numeric.Values, targets, numeric.FeatureNames);
            case TargetKind.ClassSet:
                (int[]?[] sets, string[] all) = ToSets(target, table.Lines, faults);
                return numeric => Dataset.ForLabelSets(name, source, numeric.Values, sets, numeric.FeatureNames, all);
            default:
                (int[] labels, string[] classes) = ToClasses(target, table.Lines, faults);
                return numeric => Dataset.ForClassification(name, source, numeric.Values, labels, numeric.FeatureNames, classes);
        }
    }

    /// <summary>Every distinct text is a class: in numeric order if all are numbers, otherwise in ordinal order.</summary>
    public static (int[] Labels, string[] ClassNames) ToClasses(TableColumn target, IReadOnlyList<int> lines, FaultList faults)
    {
        ClassSpellings.Tell(target.Name, target.Cells, faults);
        string[] classes = [.. target.Cells.OfType<string>().Concat(target.DeclaredValues).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.All(CellText.IsNumber))
        {
            for (int row = 0; row < target.Cells.Length; row++)
            {
                if (target.Cells[row] is { } cell && CellText.FaultOf(cell, out _) is { } fault)
                {
                    faults.Add(lines[row], target.Name, fault);
                }
            }
            classes = [.. classes.OrderBy(Number)];
        }
        Dictionary<string, int> index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
        return ([.. target.Cells.Select(cell => cell is null ? Dataset.Unlabelled : index[cell])], classes);
    }

    /// <summary>Sets of the texts between semicolons, <c>{}</c> being the empty one; null where the cell is missing. Classes are in ordinal order.</summary>
    public static (int[]?[] Sets, string[] ClassNames) ToSets(TableColumn target, IReadOnlyList<int> lines, FaultList faults)
    {
        string[]?[] texts =
        [
            .. target.Cells.Select(cell => cell is null ? null : cell.Trim() == EmptySet ? [] : cell.Split(';', StringSplitOptions.TrimEntries)),
        ];
        for (int row = 0; row < texts.Length; row++)
        {
            if (texts[row] is { } own && (own.Contains("") || own.Distinct().Count() < own.Length))
            {
                faults.Add(
                    lines[row], target.Name,
                    $"{CellText.Show(target.Cells[row]!)} is no set of classes; write each once between semicolons, or {EmptySet} for none");
            }
        }
        string[] classes = [.. texts.OfType<string[]>().SelectMany(own => own).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return ([.. texts.Select(own => own?.Select(text => Array.BinarySearch(classes, text, StringComparer.Ordinal)).Distinct().Order().ToArray())], classes);
    }

    /// <summary>Numbers, NaN where the cell is missing.</summary>
    public static float[] ToNumbers(TableColumn target, IReadOnlyList<int> lines, FaultList faults)
    {
        float[] numbers = new float[target.Cells.Length];
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = float.NaN;
            if (target.Cells[row] is { } cell && CellText.FaultOf(cell, out numbers[row]) is { } fault)
            {
                faults.Add(lines[row], target.Name, fault);
            }
        }
        return numbers;
    }

    /// <summary>0 for the texts inf and nan, which have already been reported.</summary>
    private static double Number(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0;
}
