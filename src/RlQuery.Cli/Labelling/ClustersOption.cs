using System.CommandLine;

namespace RlQuery.Cli.Labelling;

/// <summary><c>--clusters</c>: into how many clusters the rows are divided.</summary>
internal static class ClustersOption
{
    private const int Most = 1000;

    public static Option<string> Create() => new("--clusters")
    {
        HelpName = "N",
        Description = "Number of clusters, with --task clustering: pairs of rows are asked about then. Default: none; clustering needs it.",
    };

    /// <summary>Reads it; one that is missing or not allowed is added to the faults.</summary>
    public static int Parse(string? clusters, Studies.Faults faults)
    {
        if (clusters is null)
        {
            faults.Add("clusters: clustering needs to know how many there are; use --clusters N");
        }
        return faults.Integer("clusters", clusters, 2, Most, 2);
    }
}
