using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Strategies;
using RlQuery.Embeddings.Regions;
using RlQuery.MicrosoftML;
using RlQuery.Reports;
using RlQuery.Studies;
using RlQuery.Studies.Inputs;
using RlQuery.Studies.Segmentation;
using CellTable = RlQuery.Core.Data.Table;

namespace RlQuery.Cli.Regions;

/// <summary><c>rlquery regions show</c>: draws what an episode of segmentation asks for, and what the learner knows at its end.</summary>
internal sealed class ShowRegionsSubverb : Verb
{
    private const int MostPictures = 20;

    private readonly Argument<string> _environment = new("ENVIRONMENT") { Description = "Environment file of the task segmentation." };
    private readonly Option<string> _data = new("--data") { HelpName = "FILE", Required = true, Description = "Table of regions, with their pixels." };

    private readonly Option<string> _pictures = new("--pictures")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder of the pictures that the table was made from.",
    };

    private readonly Option<string> _strategy = new("--strategy") { HelpName = "NAME", Description = "Who chooses. Default: margin." };
    private readonly Option<string> _policy = new("--policy") { HelpName = "DIR", Description = "A policy that chooses, in place of a strategy." };
    private readonly Option<int> _seed = new("--seed") { HelpName = "N", DefaultValueFactory = _ => 0, Description = "Seed of the episode." };

    private readonly Option<string[]> _shown = new("--picture")
    {
        HelpName = "NAME",
        Description = "A picture to draw; may be given several times. Default: the three of which most regions were asked for.",
    };

    private readonly DivisionOptions _division = new();
    private readonly Option<string> _out = new("--out") { HelpName = "FILE.png", Required = true, Description = "New picture." };

    public ShowRegionsSubverb(Terminal terminal)
        : base(
            "show", "Play an episode of segmentation, and draw what was asked for, what is predicted, and how unsure the learner is.",
            "rlquery regions show environments/segmentation.json --data streets.parquet --pictures streets --policy policies/general --out streets.png")
    {
        Add(_environment);
        foreach (Option option in (Option[])[_data, _pictures, _strategy, _policy, _seed, _shown, .. _division.All, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        if (!file.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || Path.Exists(file))
        {
            faults.Add($"out: {file} {(Path.Exists(file) ? "exists; name a new file" : "is not allowed; name a .png file")}");
        }
        Parts parts = PartsOption.Read(parsed);
        RegionOptions? options = _division.ReadNamed(parsed, faults);
        int seed = faults.Within("seed", parsed.GetValue(_seed), Limits.Seed, 0);
        string[] named = parsed.GetValue(_shown) ?? [];
        if (named.Length > MostPictures)
        {
            faults.Add($"picture: {named.Length} are named; name at most {MostPictures}");
        }
        LoadedEnvironment? environment = faults.Collect(() => LoadedEnvironment.Read(parsed.GetRequiredValue(_environment), parts, new MixedTableFeaturizer()));
        IQueryStrategy? strategy = environment is null ? null : Choose(parsed, parts, environment, faults);
        var reading = new DatasetReaderOptions { Parts = parts, Featurizer = new MixedTableFeaturizer() };
        DividedPictures? pictures = faults.Collect(() =>
            new DividedPictures(parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_pictures), options));
        CellTable? table = faults.Collect(() => TableReader.Read(parsed.GetRequiredValue(_data), null, parts));
        if (environment is { Task.HasPictures: false })
        {
            faults.Add($"{environment.Name}: its task is {environment.Task.Name}; name an environment of segmentation");
        }
        faults.ThrowIfAny();

        var figure = new SegmentationFigure(environment!, table!, reading, strategy!, (ulong)seed);
        IReadOnlyList<string> shown = named.Length > 0 ? named : figure.MostAsked(3);
        Figure drawn = figure.Draw($"Regions that {strategy!.Name} asks for", shown, pictures!);
        AtomicFile.Write(file, drawn.ToPng());
        terminal.Output.WriteLine($"{file}: {string.Join(", ", shown)}");
    }

    private IQueryStrategy? Choose(ParseResult parsed, Parts parts, LoadedEnvironment environment, Faults faults)
    {
        (string? name, string? policy) = (parsed.GetValue(_strategy), parsed.GetValue(_policy));
        if (policy is null)
        {
            return StrategyChoice.Heuristics([name ?? environment.Task.Reference], parts, environment.Task, faults).SingleOrDefault();
        }
        if (name is not null)
        {
            faults.Add("strategy: a policy chooses already; name one of the two");
        }
        LearnedStrategy? learned = LearnedStrategies.Open([policy], parts, faults).SingleOrDefault();
        if (learned is not null)
        {
            TaskFit.CheckPolicy(learned, environment.Task, faults);
        }
        return learned?.Strategy;
    }
}
