using System.Text.Json;
using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Learners;
using RlQuery.Core.Queries;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Embeddings.Regions;

namespace RlQuery.Studies.Segmentation;

/// <summary>Predicts the class of every pixel of pictures from the regions of them that are labelled, and writes masks.</summary>
public sealed class SegmentedPictures
{
    private const int MostClasses = 256;

    private readonly Dataset _data;
    private readonly RegionRows _regions;
    private readonly int[] _predicted;

    private SegmentedPictures(Dataset data, RegionRows regions, int[] predicted) => (_data, _regions, _predicted) = (data, regions, predicted);

    /// <summary>Names of the pictures, in the order of the table.</summary>
    public IReadOnlyList<string> Pictures => _regions.Pictures;

    /// <summary>Number of regions that are labelled, and so learned from.</summary>
    public int Labelled => Enumerable.Range(0, _data.Rows).Count(_data.HasTarget);

    /// <summary>Fits a learner to the labelled regions of a table, and predicts all of them.</summary>
    /// <param name="path">A table of regions, such as <c>labelled.csv</c> of a session.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="learner">A learner of classes.</param>
    /// <exception cref="InvalidInputException">It is no table of regions, or fewer than two classes are labelled.</exception>
    public static SegmentedPictures Of(string path, DatasetReaderOptions options, ILearnerFactory learner)
    {
        Table table = TableReader.Read(path, options.Target, options.Parts, options.Header);
        var regions = RegionRows.Of(table);
        Dataset data = DatasetReader.FromTable(table, options);
        int[] labelled = [.. Enumerable.Range(0, data.Rows).Where(data.HasTarget)];
        if (labelled.Select(row => data.Labels[row]).Distinct().Count() < 2)
        {
            throw new InvalidInputException($"{path}: fewer than two classes are labelled; label regions of at least two");
        }
        if (data.Classes > MostClasses)
        {
            throw new InvalidInputException($"{path}: {data.Classes} classes; a mask holds at most {MostClasses}");
        }
        if (learner.Lack(data) is { } lack)
        {
            throw new InvalidInputException($"{path}: '{learner.Name}' cannot learn it: {lack}");
        }
        int[] all = [.. Enumerable.Range(0, data.Rows)];
        var features = new FeatureMatrix(Standardizer.Fit(data, all).Transform(data, all), data.Rows, data.Features) { Addresses = data.Addresses };
        var active = new ActiveLearner(learner, new Items(data.Name, data.Hash, features, all, []), AnswerSpaces.Classes(data.Classes), new RandomStrategy());
        active.Update(labelled, [.. labelled.Select(row => data.Labels[row])]);
        int[] predicted = [.. active.PredictProbabilities(features).Chunk(data.Classes).Select(own => Array.IndexOf(own, own.Max()))];
        return new SegmentedPictures(data, regions, predicted);
    }

    /// <summary>Writes a folder: <c>masks</c> with a picture for each, whose grey values are classes, and <c>classes.json</c>, which names them.</summary>
    /// <param name="pictures">The pictures that the table was made from.</param>
    /// <param name="folder">A new folder.</param>
    /// <param name="progress">Told how many pictures are done.</param>
    /// <param name="cancellation">Ends it; then there is no folder.</param>
    /// <exception cref="InvalidInputException">A picture cannot be read, or its regions are not those of the table.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Write(DividedPictures pictures, string folder, IProgress<int>? progress, CancellationToken cancellation)
    {
        string made = TemporaryName.Beside(Path.GetFullPath(folder));
        try
        {
            Directory.CreateDirectory(Path.Combine(made, "masks"));
            foreach ((int done, string name) in Pictures.Index())
            {
                cancellation.ThrowIfCancellationRequested();
                int[] own = _regions.RowsOf(name);
                RegionMap map = pictures.Of(name, own.Length, _data.Name);
                File.WriteAllBytes(
                    Path.Combine(made, "masks", Path.ChangeExtension(Path.GetFileName(name), ".png")), map.ToMask(region => (byte)_predicted[own[region]]));
                progress?.Report(done + 1);
            }
            var classes = new Dictionary<string, object> { ["classes"] = _data.ClassNames.Index().ToDictionary(one => one.Item, one => one.Index) };
            File.WriteAllText(Path.Combine(made, "classes.json"), JsonSerializer.Serialize(classes) + "\n");
            Directory.Move(made, folder);
        }
        finally
        {
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }
        }
    }
}
