using System.CommandLine;
using RlQuery.Embeddings.Regions;
using RlQuery.Studies;

namespace RlQuery.Cli.Regions;

/// <summary>How pictures are divided: <c>--regions</c> and <c>--compactness</c>.</summary>
internal sealed class DivisionOptions
{
    private readonly Option<int> _count = new("--regions")
    {
        HelpName = "N",
        DefaultValueFactory = _ => new RegionOptions().Count,
        Description = "About how many regions a picture has.",
    };

    private readonly Option<double> _compactness = new("--compactness")
    {
        HelpName = "X",
        DefaultValueFactory = _ => new RegionOptions().Compactness,
        Description = "From 1, regions that follow edges, to 40, nearly squares.",
    };

    public IEnumerable<Option> All => [_count, _compactness];

    public RegionOptions Read(ParseResult parsed, Faults faults)
    {
        var options = new RegionOptions { Count = parsed.GetValue(_count), Compactness = parsed.GetValue(_compactness) };
        foreach (string fault in options.Faults())
        {
            faults.Add(fault);
        }
        return options;
    }

    /// <summary>The same where one of the two is named; else null.</summary>
    public RegionOptions? ReadNamed(ParseResult parsed, Faults faults) =>
        IsNamed(parsed, _count) || IsNamed(parsed, _compactness) ? Read(parsed, faults) : null;

    private static bool IsNamed(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
