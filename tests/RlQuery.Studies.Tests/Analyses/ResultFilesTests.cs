using System.IO.Compression;
using RlQuery.Core;
using RlQuery.Core.Evaluation;
using RlQuery.Core.Tasks;
using RlQuery.Studies.Analyses;
using RlQuery.Studies.Episodes;
using RlQuery.Studies.Measures;
using RlQuery.Studies.Tuning;

namespace RlQuery.Studies.Tests.Analyses;

public sealed class ResultFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-results-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Episodes_read_back_are_those_that_were_written()
    {
        EpisodeResult[] episodes =
        [
            new(new EpisodeSpec("heart", "margin", 7), new LearningCurve([2, 3, 4], [0.5, 0.625, 0.75])),
            new(new EpisodeSpec("with, comma and \"quotes\"", "margin", 7), new LearningCurve([3], [1])),
        ];
        string path = Path.Combine(_folder, EpisodesFile.Name);
        EpisodesFile.Write(path, episodes);
        IReadOnlyList<EpisodeResult> read = EpisodesFile.Read(path, Known.Parts);
        Assert.Equal(episodes.Select(episode => episode.Spec), read.Select(episode => episode.Spec));
        Assert.Equal(episodes.SelectMany(episode => episode.Curve.Costs), read.SelectMany(episode => episode.Curve.Costs));
        Assert.Equal(episodes.SelectMany(episode => episode.Curve.Scores), read.SelectMany(episode => episode.Curve.Scores));
    }

    [Fact]
    public void Episodes_are_written_in_rows_of_six_decimals()
    {
        string path = Path.Combine(_folder, EpisodesFile.Name);
        EpisodesFile.Write(path, [new(new EpisodeSpec("heart", "margin", 0), new LearningCurve([2, 3], [0.5, 2.0 / 3]))]);
        Assert.Equal("data,strategy,seed,labels,score\nheart,margin,0,2,0.500000\nheart,margin,0,3,0.666667\n", File.ReadAllText(path));
    }

    [Fact]
    public void Areas_under_the_curves_stand_in_a_row_for_each_start_and_a_strategy_that_did_not_run_has_an_empty_cell()
    {
        string path = Path.Combine(_folder, AubcAnalysis.File);
        AubcAnalysis.Table([
            new(new EpisodeSpec("heart", "margin", 0), new LearningCurve([2, 3, 4], [0.5, 0.6, 0.7])),
            new(new EpisodeSpec("heart", "mine", 0), new LearningCurve([2, 4], [0.5, 1])),
            new(new EpisodeSpec("heart", "mine", 1), new LearningCurve([2, 3], [0.5, 2.0 / 3])),
            new(new EpisodeSpec("iris", "margin", 0), new LearningCurve([3], [1])),
        ]).Write(path);
        Assert.Equal("data,seed,margin,mine\nheart,0,0.600000,0.750000\nheart,1,,0.583333\niris,0,1.000000,\n", File.ReadAllText(path));
    }

    [Fact]
    public void Departures_that_were_counted_are_a_last_column_and_are_read_back()
    {
        string path = Path.Combine(_folder, EpisodesFile.Name);
        EpisodesFile.Write(path, [new(new EpisodeSpec("heart", "mine", 0), new LearningCurve([2, 4], [0.5, 0.75]) { Departures = [0, 2] })]);
        Assert.Equal("data,strategy,seed,labels,score,departures\nheart,mine,0,2,0.500000,0\nheart,mine,0,4,0.750000,2\n", File.ReadAllText(path));
        Assert.Equal([0, 2], Assert.Single(EpisodesFile.Read(path, Known.Parts)).Curve.Departures!);
    }

    [Fact]
    public void A_packed_file_holds_the_very_text_of_a_plain_one_and_its_head_knows_no_time_and_no_system()
    {
        EpisodeResult[] episodes = [.. Enumerable.Range(0, 500).Select(seed => new EpisodeResult(
            new EpisodeSpec("heart", "margin", seed), new LearningCurve([2, 3], [0.5, seed / 500.0]) { Departures = [0, seed] }))];
        (string plain, string packed) = (Path.Combine(_folder, EpisodesFile.Name), Path.Combine(_folder, EpisodesFile.PackedName));
        EpisodesFile.Write(plain, episodes);
        EpisodesFile.Write(packed, episodes);
        byte[] bytes = File.ReadAllBytes(packed);
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255], bytes[..10]);
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        Assert.Equal(File.ReadAllText(plain), unpacked.ReadToEnd());
        Assert.True(bytes.Length < new FileInfo(plain).Length / 3);
        Assert.Equal(
            EpisodesFile.Read(plain, Known.Parts).Select(episode => (episode.Spec, episode.Curve.Departures![1])),
            EpisodesFile.Read(packed, Known.Parts).Select(episode => (episode.Spec, episode.Curve.Departures![1])));
    }

    [Fact]
    public void A_packed_file_that_is_damaged_or_cut_short_is_refused()
    {
        string path = Path.Combine(_folder, EpisodesFile.PackedName);
        EpisodesFile.Write(path, [new(new EpisodeSpec("heart", "margin", 0), new LearningCurve([2, 3], [0.5, 0.75]))]);
        byte[] whole = File.ReadAllBytes(path);
        foreach (byte[] damaged in new[] { whole[..^9], whole[..^1], [.. whole[..20], (byte)~whole[20], .. whole[21..]], "no gzip at all"u8.ToArray() })
        {
            File.WriteAllBytes(path, damaged);
            Assert.Equal(
                $"{path}: the gzip file is damaged or cut short", Assert.Throws<InvalidInputException>(() => EpisodesFile.Read(path, Known.Parts)).Message);
        }
    }

    [Fact]
    public void The_curves_of_a_large_evaluation_are_packed_and_found()
    {
        Assert.Equal(EpisodesFile.Name, EpisodesFile.NameFor(EpisodesFile.MostPlainPoints));
        Assert.Equal(EpisodesFile.PackedName, EpisodesFile.NameFor(EpisodesFile.MostPlainPoints + 1));
        Assert.False(EpisodesFile.IsIn(_folder));
        EpisodesFile.Write(Path.Combine(_folder, EpisodesFile.PackedName), [new(new EpisodeSpec("heart", "margin", 0), new LearningCurve([2], [0.5]))]);
        Assert.True(EpisodesFile.IsIn(_folder));
        Assert.Single(EpisodesFile.Read(EpisodesFile.Find(_folder), Known.Parts));
    }

    [Fact]
    public void Several_metrics_stand_side_by_side_in_episodes_and_below_each_other_in_areas_and_summary()
    {
        IMetric[] metrics = [Known.Parts.Find<IMetric>("log-loss"), UsualMetric.Accuracy];
        EpisodeResult[] episodes =
        [
            new(new EpisodeSpec("heart", "margin", 0), LearningCurve.Of([2, 4], metrics, [[0.75, 0.5], [0.25, 1]]) with { Departures = [0, 0] }),
            new(new EpisodeSpec("heart", "mine", 0), LearningCurve.Of([2, 4], metrics, [[0.75, 0.5], [1.5, 0.25]]) with { Departures = [0, 1] }),
        ];
        string path = Path.Combine(_folder, EpisodesFile.Name);
        EpisodesFile.Write(path, episodes);
        Assert.StartsWith(
            "data,strategy,seed,labels,log-loss,accuracy,departures\nheart,margin,0,2,0.750000,0.500000,0\n", File.ReadAllText(path), StringComparison.Ordinal);
        IReadOnlyList<EpisodeResult> read = EpisodesFile.Read(path, Known.Parts);
        Assert.All(read, episode => Assert.Equal(metrics, episode.Curve.Metrics));
        for (int metric = 0; metric < 2; metric++)
        {
            Assert.Equal(episodes.SelectMany(episode => episode.In(metric).Curve.Scores), read.SelectMany(episode => episode.In(metric).Curve.Scores));
        }
        AubcAnalysis.Table(episodes).Write(path);
        Assert.Equal("metric,data,seed,margin,mine\nlog-loss,heart,0,0.500000,1.125000\naccuracy,heart,0,0.750000,0.375000\n", File.ReadAllText(path));
        SummaryAnalysis.Table([.. SummaryRow.Of(episodes, 2), .. SummaryRow.Of(episodes.Select(episode => episode.In(1)), 2)]).Write(path);
        Assert.Equal(
            [
                "data,strategy,metric,repeats,aubc_mean,aubc_sd,final_mean", "heart,margin,log-loss,1,0.500000,,0.250000",
                "heart,mine,log-loss,1,1.125000,,1.500000",
                "heart,margin,accuracy,1,0.750000,,1.000000", "heart,mine,accuracy,1,0.375000,,0.250000",
            ],
            File.ReadAllLines(path));
    }

    [Theory]
    [InlineData("data,strategy,seed,labels,log-loss,auc\nheart,margin,0,2,0.5,high\n", "line 2 is not a row of data, strategy, seed, labels, log-loss, auc")]
    [InlineData("data,strategy,seed,labels,score,departures\nheart,margin,0,2,0.5,few\n", "line 2 is not a row")]
    [InlineData("data,strategy,seed,labels\nheart,margin,0,2\n", "has no column 'score'")]
    [InlineData("data,strategy,seed,labels,score\n", "has no rows")]
    [InlineData("data,strategy,seed,labels,score\nheart,margin,0,2,0.5\nheart,margin,0,3,high\n", "line 3 is not a row")]
    [InlineData("data,strategy,seed,labels,score\nheart,margin,0,2,NaN\n", "line 2 is not a row")]
    [InlineData("data,strategy,seed,labels,score\nheart,margin,0,2\n", "line 2 has 4 cells")]
    [InlineData("data,strategy,seed,labels,score\nheart,margin,0,3,0.5\nheart,margin,0,3,0.5\n", "line 3 has 3 labels after 3")]
    public void A_damaged_episodes_file_is_refused_with_its_line(string text, string part)
    {
        string path = Path.Combine(_folder, EpisodesFile.Name);
        File.WriteAllText(path, text);
        var refused = Assert.Throws<InvalidInputException>(() => EpisodesFile.Read(path, Known.Parts));
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_of_a_tuning_stand_by_trial_and_rung_and_are_read_back()
    {
        string path = Path.Combine(_folder, TrialsFile.Name);
        Assert.Empty(TrialsFile.Read(path, ["hidden"]));
        TrialsFile.Write(path, ["hidden"], [new(2, 1, 40, -0.25, ["[8,8]"]), new(1, 2, 80, 0.5, ["[4]"]), new(1, 1, 40, 0.125, ["[4]"])]);
        Assert.Equal("trial,rung,steps,score,hidden\n1,1,40,0.125000,[4]\n1,2,80,0.500000,[4]\n2,1,40,-0.250000,\"[8,8]\"\n", File.ReadAllText(path));
        Assert.Equal(
            (2, 1, 40L, -0.25, "[8,8]"), TrialsFile.Read(path, ["hidden"]).Select(row => (row.Trial, row.Rung, row.Steps, row.Score, row.Settings[0])).Last());
        File.AppendAllText(path, "2,2,80,,[8]\n");
        Assert.Equal(
            $"{path}: line 5 is not a row of trial, rung, steps, score", Assert.Throws<InvalidInputException>(() => TrialsFile.Read(path, ["hidden"])).Message);
    }

    [Fact]
    public void A_training_log_has_gaps_where_nothing_was_measured()
    {
        string path = Path.Combine(_folder, TrainingLog.Name);
        File.WriteAllText(path, "env_steps,episodes,return_mean,loss,epsilon,validation_score\r\n40,0,,0.5,1.0,\r\n80,2,0.25,0.4,0.9,0.75\r\n");
        TrainingLog log = TrainingLog.Read(path);
        Assert.Equal([40.0, 80.0], log.Steps);
        Assert.Equal([double.NaN, 0.25], log.Return);
        Assert.Equal([double.NaN, 0.75], log.Validation);
    }

    [Theory]
    [InlineData("env_steps,return_mean,validation_score\n40,,\n", "has no row with a return")]
    [InlineData("env_steps,return_mean,validation_score\n40,x,\n", "line 2 holds 'x'")]
    [InlineData("env_steps,return_mean\n40,1\n", "has no column 'validation_score'")]
    public void A_damaged_training_log_is_refused(string text, string part)
    {
        string path = Path.Combine(_folder, TrainingLog.Name);
        File.WriteAllText(path, text);
        Assert.Contains(part, Assert.Throws<InvalidInputException>(() => TrainingLog.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder, "none.csv");
        Assert.Equal([$"{path}: there is no such file"], Assert.Throws<InvalidInputException>(() => TrainingLog.Read(path)).Faults);
    }

    [Fact]
    public void A_band_is_the_interval_over_seeds_at_each_number_of_labels()
    {
        // 0.5, 0.6, 0.7: mean 0.6, s = 0.1, t(2) = 4.302652729911275.
        IReadOnlyList<CurveBand> bands = CurveBand.Of(
            new[] { 0.5, 0.6, 0.7 }.Select(
                (score, seed) => new EpisodeResult(new EpisodeSpec("heart", "margin", seed), new LearningCurve([2, 3], [score, 0.8]))));
        CurveBand band = Assert.Single(bands);
        Assert.Equal([2, 3], band.Costs);
        Assert.Equal(0.6, band.Band[0].Mean, 12);
        Assert.Equal(0.6 + (4.302652729911275 * 0.1 / Math.Sqrt(3)), band.Band[0].Upper, 9);
        Assert.Equal(0.8, band.Band[1].Lower, 12);
    }
}
