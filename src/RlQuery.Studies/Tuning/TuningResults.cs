namespace RlQuery.Studies.Tuning;

/// <summary>What came of a tuning.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Settings">Names of what trials set.</param>
/// <param name="Rows">A row for each rung of each trial.</param>
/// <param name="Best">The best trial at the end of the last rung.</param>
public sealed record TuningResults(string Folder, IReadOnlyList<string> Settings, IReadOnlyList<TrialRow> Rows, TrialRow Best)
{
    /// <summary>Name of the heuristic that scores are gains over.</summary>
    public required string Reference { get; init; }

    /// <summary>The last rung of the first trial, whose settings are those of the environment file.</summary>
    public TrialRow First => Rows.Where(row => row.Trial == 1).MaxBy(row => row.Rung)!;

    /// <summary>The environment file with the best settings.</summary>
    public string BestFile => Path.Combine(Folder, TuningFolder.BestName);

    /// <summary>Folder of the best trial's policy.</summary>
    public string BestPolicy => new TuningFolder(Folder).Trial(Best.Trial);

    /// <summary>The table of all trials.</summary>
    public string TrialsTable => Path.Combine(Folder, TrialsFile.Name);
}
