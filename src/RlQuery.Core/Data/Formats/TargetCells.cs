using System.Globalization;

namespace RlQuery.Core.Data.Formats;

/// <summary>Turns the cells of a target column into classes or numbers.</summary>
internal static class TargetCells
{
    /// <summary>Every distinct text is a class: in numeric order where all are numbers, otherwise in ordinal order.</summary>
    public static (int[] Labels, string[] ClassNames) ToClasses(TableColumn target, IReadOnlyList<int> lines, FaultList faults)
    {
        string[] classes = [.. target.Cells.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
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

    /// <summary>0 for the texts inf and nan, which are faults by then.</summary>
    private static double Number(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0;
}
