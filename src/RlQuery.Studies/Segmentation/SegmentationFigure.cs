using RlQuery.Core;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Reading;
using RlQuery.Core.Environments;
using RlQuery.Core.Environments.Files;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Embeddings.Regions;
using RlQuery.Reports;

namespace RlQuery.Studies.Segmentation;

/// <summary>Plays one episode of segmentation and draws pictures as they are, as they are segmented, how unsure the learner is, and what was asked.</summary>
public sealed class SegmentationFigure
{
    private static readonly (byte Red, byte Green, byte Blue) Line = (255, 230, 0);
    private static readonly (byte Red, byte Green, byte Blue) NoClass = (0, 0, 0);
    private static readonly string[] Headings = ["picture and regions asked for", "predicted", "uncertainty", "true, region by region"];

    private readonly Dataset _data;
    private readonly RegionRows _regions;
    private readonly Episode _episode;
    private readonly Standardizer _standardizer;

    /// <summary>Plays the episode.</summary>
    /// <param name="environment">Its protocol.</param>
    /// <param name="table">A table of regions, those without a label included.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="strategy">Who chooses.</param>
    /// <param name="seed">Seed of problem and episode.</param>
    /// <exception cref="InvalidInputException">The data are no regions, or no problem can be made of them.</exception>
    public SegmentationFigure(LoadedEnvironment environment, Table table, DatasetReaderOptions options, IQueryStrategy strategy, ulong seed)
    {
        Dataset data = DatasetReader.FromTable(table, options);
        Dataset labelled = data.LabelledAlone();
        if (environment.Problem.Faults(labelled) is { Count: > 0 } faults)
        {
            throw new InvalidInputException(faults);
        }
        _data = data;
        _regions = RegionRows.Of(table);
        Problem problem = environment.Problem.Create(labelled, seed);
        int[] kept = [.. Enumerable.Range(0, data.Rows).Where(data.HasTarget)];
        _standardizer = Standardizer.Fit(labelled, problem.Items.Rows);
        _episode = new Episode(environment.Learner);
        _episode.Begin(problem, environment.Definition.Budget, seed);
        var player = new StrategyPlayer(strategy);
        while (!_episode.IsOver)
        {
            for (int i = 0; i < environment.Definition.BatchSize && !_episode.IsOver; i++)
            {
                player.Take(_episode);
            }
            _episode.Label();
        }
        Asked = _episode.Pool.Labelled.ToArray().Select(item => kept[problem.Items.Rows[item]]).ToHashSet();
    }

    /// <summary>Rows that are labelled in the end, those of the start included.</summary>
    public IReadOnlySet<int> Asked { get; }

    /// <summary>Pictures of which most regions were asked for, the first of them first.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<string> MostAsked(int count) =>
    [
        .. Asked.CountBy(_data.Regions!.PictureOf).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(count)
            .Select(one => _data.Regions.Pictures[one.Key]),
    ];

    /// <summary>Draws pictures.</summary>
    /// <param name="title">First line, bold.</param>
    /// <param name="names">Names of pictures of the table.</param>
    /// <param name="pictures">Where they are, and how they are divided.</param>
    /// <exception cref="InvalidInputException">A picture is not in the table or cannot be read, or its regions are not those of the table.</exception>
    public Figure Draw(string title, IReadOnlyList<string> names, DividedPictures pictures)
    {
        string subtitle = FormattableString.Invariant($"{_data.Name}: {Asked.Count} regions labelled; the brighter, the less certain");
        return PictureGridFigure.Create(title, subtitle, _data.ClassNames, Headings, [.. names.Select(name => Row(name, pictures))]);
    }

    private PicturePanel[] Row(string name, DividedPictures pictures)
    {
        int[] rows = _regions.RowsOf(name);
        RegionMap map = pictures.Of(name, rows.Length, _data.Name);
        float[] probabilities = new float[rows.Length * _data.Classes];
        _episode.Predict(Features(rows), 0, probabilities);
        int[] predicted = [.. probabilities.Chunk(_data.Classes).Select(own => Array.IndexOf(own, own.Max()))];
        double[] unsure = [.. probabilities.Chunk(_data.Classes).Select(own => own.OrderDescending().Take(2).ToArray()).Select(two => 1 - (two[0] - two[1]))];
        return
        [
            Paint(map, (pixel, _) => Outlined(map, pixel, rows) ? Line : Own(map, pixel)),
            Paint(map, (_, region) => PictureGridFigure.ColourOf(predicted[region])),
            Paint(map, (_, region) => Grey(unsure[region])),
            Paint(map, (_, region) => _data.Labels[rows[region]] is >= 0 and int label ? PictureGridFigure.ColourOf(label) : NoClass),
        ];
    }

    private FeatureMatrix Features(int[] rows) =>
        new(_standardizer.Transform(_data, rows), rows.Length, _data.Features) { Addresses = _data.Addresses?.Among(rows) };

    private static PicturePanel Paint(RegionMap map, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        byte[] pixels = new byte[map.Pixels.Length];
        for (int pixel = 0; pixel < map.RegionOf.Length; pixel++)
        {
            (pixels[4 * pixel], pixels[(4 * pixel) + 1], pixels[(4 * pixel) + 2]) = colour(pixel, map.RegionOf[pixel]);
            pixels[(4 * pixel) + 3] = 255;
        }
        return new PicturePanel(map.Width, map.Height, pixels);
    }

    private static (byte Red, byte Green, byte Blue) Own(RegionMap map, int pixel) =>
        (map.Pixels[4 * pixel], map.Pixels[(4 * pixel) + 1], map.Pixels[(4 * pixel) + 2]);

    private static (byte Red, byte Green, byte Blue) Grey(double share) => ((byte)(255 * share), (byte)(235 * share), (byte)(120 * share));

    // At the edge of a region that was asked for, on its inside.
    private bool Outlined(RegionMap map, int pixel, int[] rows)
    {
        int region = map.RegionOf[pixel];
        if (!Asked.Contains(rows[region]))
        {
            return false;
        }
        (int y, int x) = Math.DivRem(pixel, map.Width);
        return Differs(x - 1, y) || Differs(x + 1, y) || Differs(x, y - 1) || Differs(x, y + 1);

        bool Differs(int column, int row) =>
            column < 0 || row < 0 || column >= map.Width || row >= map.Height || map.RegionOf[(row * map.Width) + column] != region;
    }
}
