using System.CommandLine;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Tasks.Segmentation;
using RlQuery.Embeddings.Regions;
using RlQuery.MicrosoftML;
using RlQuery.Studies;
using RlQuery.Studies.Segmentation;

namespace RlQuery.Cli.Regions;

/// <summary><c>rlquery regions predict</c>: writes the masks of pictures, some regions of which are labelled.</summary>
internal sealed class PredictRegionsSubverb : Verb
{
    private readonly Option<string> _data = new("--data")
    {
        HelpName = "FILE",
        Required = true,
        Description = "Table of regions, some of them labelled, such as labelled.csv of a session.",
    };

    private readonly Option<string> _target = new("--target") { HelpName = "COLUMN", Description = "Column of the labels. Default: the last." };

    private readonly Option<string> _pictures = new("--pictures")
    {
        HelpName = "DIR",
        Required = true,
        Description = "Folder of the pictures that the table was made from.",
    };

    private readonly Option<string> _learner = new("--learner")
    {
        HelpName = "NAME",
        DefaultValueFactory = _ => SegmentationTask.Instance.DefaultLearner,
        Description = "What learns the classes.",
    };

    private readonly DivisionOptions _division = new();

    private readonly Option<string> _out = new("--out")
    {
        HelpName = "DIR",
        Required = true,
        Description = "New folder for masks, grey values of which are classes, and classes.json, which names them.",
    };

    public PredictRegionsSubverb(Terminal terminal)
        : base(
            "predict", "Predict the class of every pixel from the regions that are labelled, and write masks.",
            "rlquery regions predict --data sessions/mine/labelled.csv --target label --pictures mine --out mine-masks")
    {
        foreach (Option option in (Option[])[_data, _target, _pictures, _learner, .. _division.All, _out])
        {
            Add(option);
        }
        SetAction(parsed => Execute(parsed, terminal));
    }

    private void Execute(ParseResult parsed, Terminal terminal)
    {
        string folder = parsed.GetRequiredValue(_out);
        using var taken = OutputLock.Take(folder);
        var faults = new Faults();
        if (Path.Exists(folder))
        {
            faults.Add($"out: {folder} exists; name a new folder");
        }
        Parts parts = PartsOption.Read(parsed);
        RegionOptions? division = _division.ReadNamed(parsed, faults);
        ILearnerFactory? learner = faults.Collect(() => parts.FindLearner(parsed.GetRequiredValue(_learner), SegmentationTask.Instance.Unit));
        var options = new DatasetReaderOptions { Target = parsed.GetValue(_target), Parts = parts, Featurizer = new MixedTableFeaturizer() };
        SegmentedPictures? segmented = learner is null ? null
            : faults.Collect(() => SegmentedPictures.Of(parsed.GetRequiredValue(_data), options, learner));
        DividedPictures? pictures = faults.Collect(() =>
            new DividedPictures(parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_pictures), division));
        faults.ThrowIfAny();

        StudyStage stage = PictureProgress.Stage("masks", segmented!.Pictures.Count);
        new ProgressDisplay(terminal).Track(stage, progress =>
        {
            segmented.Write(pictures!, folder, new PictureProgress(progress), terminal.Cancellation);
            return true;
        });
        terminal.Output.WriteLine($"{folder}: masks of {segmented.Pictures.Count} pictures, from {segmented.Labelled} labelled regions");
    }
}
