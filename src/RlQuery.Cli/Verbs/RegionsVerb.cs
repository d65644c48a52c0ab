using System.CommandLine;
using RlQuery.Cli.Regions;
using RlQuery.Core;
using RlQuery.Embeddings.Files;
using RlQuery.Embeddings.Regions;
using RlQuery.Studies;

namespace RlQuery.Cli.Verbs;

/// <summary><c>rlquery regions</c>: writes the regions of pictures as a table.</summary>
internal sealed class RegionsVerb : Verb
{
    private readonly Option<string> _pictures = new("--pictures")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder of pictures (png, jpeg, gif, bmp or webp).",
    };

    private readonly Option<string> _masks = new("--masks")
    {
        HelpName = "DIR",
        Description = "Folder of masks, each named as its picture and of its size. Default: none; the regions are yet to be labelled.",
    };

    private readonly Option<string> _classes = new("--classes")
    {
        HelpName = "FILE",
        Description = "What the pixels of masks mean: { \"classes\": { \"sky\": 0, \"road\": \"#804080\" }, \"ignored\": [11] }. Needed with --masks.",
    };

    private readonly DivisionOptions _division = new();

    private readonly Option<bool> _outlines = new("--outlines")
    {
        Description = "Also writes each region, outlined in its picture, into a folder beside the table: 'label' and 'studio' show it.",
    };

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "FILE",
        Required = true,
        Description = "New table: .parquet, .csv or .csv.gz.",
    };

    public RegionsVerb(Terminal terminal)
        : base(
            "regions", "Divide pictures into regions, and write them as a table that segmentation learns from.",
            "rlquery regions --pictures streets --masks masks --classes classes.json --out streets.parquet",
            "rlquery evaluate environments/segmentation.json --data streets.parquet --out runs/streets")
    {
        foreach (Option option in (Option[])[_pictures, _masks, _classes, .. _division.All, _outlines, _out])
        {
            Add(option);
        }
        Add(new PredictRegionsSubverb(terminal));
        Add(new ShowRegionsSubverb(terminal));
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string file = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(file);
        var faults = new Faults();
        if (NumericTableFile.FaultOf(file) is { } fault || !NumericTableFile.HoldsTarget(file))
        {
            faults.Add($"out: {file} is not allowed; name a .parquet, .csv or .csv.gz file");
        }
        else if (File.Exists(file) || Directory.Exists(file))
        {
            faults.Add($"out: {file} exists; name a new file");
        }
        string? outlines = parsed.GetValue(_outlines) ? RegionTable.OutlinesOf(file) : null;
        string maps = RegionMaps.FolderOf(file);
        string[] folders = outlines is null ? [maps] : [maps, outlines];
        foreach (string folder in folders.Where(Path.Exists))
        {
            faults.Add($"out: {folder} exists; remove it, or name another table");
        }
        RegionOptions options = _division.Read(parsed, faults);
        (string? masks, string? named) = (parsed.GetValue(_masks), parsed.GetValue(_classes));
        if ((masks is null) != (named is null))
        {
            faults.Add(masks is null ? "classes: masks are needed beside it; name their folder by --masks" : "masks: name what their pixels mean by --classes");
        }
        MaskClasses? classes = named is null ? null : faults.Collect(() => MaskClasses.Read(named));
        IReadOnlyList<string>? pictures = faults.Collect(() => RegionTable.PicturesIn(parsed.GetRequiredValue(_pictures)));
        faults.ThrowIfAny();

        StudyStage stage = PictureProgress.Stage("regions", pictures!.Count);
        NumericTable table;
        try
        {
            Array.ForEach(folders, folder => Directory.CreateDirectory(folder));
            table = new ProgressDisplay(terminal).Track(stage, progress =>
                new RegionTable(options, classes) { Outlines = outlines, Maps = maps }
                    .Of(pictures, masks, new PictureProgress(progress), terminal.Cancellation));
            NumericTableFile.Write(file, table, FileModes.Any, terminal.Cancellation);
        }
        catch
        {
            Array.ForEach(folders, folder => Directory.Delete(folder, recursive: true));
            throw;
        }
        string outlined = outlines is null ? "" : $"; outlined in {outlines}";
        terminal.Output.WriteLine($"{file}: {table.Rows} regions of {pictures.Count} pictures; maps of them in {maps}{outlined}");
    }
}
