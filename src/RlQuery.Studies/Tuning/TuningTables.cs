using RlQuery.Studies.Reporting;

namespace RlQuery.Studies.Tuning;

/// <summary>The tables of a tuning for a person to read.</summary>
public static class TuningTables
{
    private const int Shown = 10;

    /// <summary>The trials that went furthest, with their last scores.</summary>
    /// <param name="results">The tuning.</param>
    public static TextTable Furthest(TuningResults results)
    {
        var table = new TextTable(["trial", "rung", "steps", $"to {results.Reference}", .. results.Settings], words: 0, numbers: 4);
        IEnumerable<TrialRow> ends = results.Rows.GroupBy(row => row.Trial).Select(own => own.MaxBy(row => row.Rung)!)
            .OrderByDescending(row => row.Rung).ThenByDescending(row => row.Score).ThenBy(row => row.Trial);
        foreach (TrialRow row in ends.Take(Shown))
        {
            table.Add([Decimals.Whole(row.Trial), Decimals.Whole(row.Rung), Decimals.Whole(row.Steps), TextNumbers.Signed(row.Score), .. row.Settings]);
        }
        return table;
    }

    /// <summary>A score as it stands in the table.</summary>
    /// <param name="row">The trial.</param>
    public static string Score(TrialRow row) => TextNumbers.Signed(row.Score);
}
