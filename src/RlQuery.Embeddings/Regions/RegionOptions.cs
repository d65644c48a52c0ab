namespace RlQuery.Embeddings.Regions;

/// <summary>How pictures are divided into regions.</summary>
public sealed record RegionOptions
{
    /// <summary>Fewest regions of a picture that may be asked for.</summary>
    public const int Fewest = 2;

    /// <summary>Most regions of a picture that may be asked for.</summary>
    public const int Most = 10_000;

    /// <summary>About how many regions a picture has.</summary>
    /// <value><see cref="Fewest"/>..<see cref="Most"/>. Default: 100.</value>
    public int Count { get; init; } = 100;

    /// <summary>What place counts against colour.</summary>
    /// <value>From 1, which follows edges, to 40, nearly squares. Default: 10, as in the paper of SLIC.</value>
    public double Compactness { get; init; } = 10;

    /// <summary>Everything that is not allowed, a line each.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Count is < Fewest or > Most)
        {
            faults.Add($"regions: {Count} is not allowed; use {Fewest}..{Most}");
        }
        if (!(Compactness is >= 1 and <= 40))
        {
            faults.Add(FormattableString.Invariant($"compactness: {Compactness} is not allowed; use 1 to 40"));
        }
        return faults;
    }
}
