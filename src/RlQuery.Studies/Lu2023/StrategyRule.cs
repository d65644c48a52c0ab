using RlQuery.Core.Data;
using RlQuery.Core.Environments;
using RlQuery.Core.Learners.SupportVector;
using RlQuery.Core.Signals;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Studies.Lu2023;

/// <summary>A strategy chooses; it sees the learner <c>svm-rbf</c>, on the same rows and labels.</summary>
internal sealed class StrategyRule : IQueryRule
{
    private readonly IQueryStrategy _strategy;
    private readonly ObservationBuilder _builder;
    private readonly Episode _episode = new(new SupportVectorMachineFactory());
    private readonly float[] _scores;
    private bool _taken;

    public StrategyRule(BenchmarkSplit split, int features, IQueryStrategy strategy, long seed)
    {
        _strategy = strategy;
        _builder = new ObservationBuilder(strategy.SignalList);
        _scores = new float[split.TrainRows.Length];
        float[] values = Array.ConvertAll(split.Train, value => (float)value);
        int[] places = [.. Enumerable.Range(0, split.TrainRows.Length)];
        Dataset data = Dataset.ForClassification(
            "train", "benchmark", values, split.TrainLabels, [.. Enumerable.Range(1, features).Select(index => $"x{index}")], ["-1", "1"]);
        int[] start = places[..BenchmarkSplit.StartLabels];
        var items = new Items(data.Name, data.Hash, new FeatureMatrix(values, places.Length, features), places, start);
        var space = new AnswerSpace(data.Classes);
        var problem = new Problem(
            ClassificationTask.Instance, items, [space], new TableOracle(data, places), new Judge(new FeatureMatrix([], 0, features), [], space), start);
        _episode.Begin(problem, places.Length - BenchmarkSplit.StartLabels, (ulong)seed);
    }

    /// <inheritdoc/>
    public int Next(ReadOnlySpan<double> decisions, ReadOnlySpan<int> unlabelled)
    {
        if (_taken)
        {
            _episode.Label();
        }
        Observation observation = _episode.Observe(_builder);
        Span<float> scores = _scores.AsSpan(0, observation.Count);
        _strategy.Score(observation, scores);
        int row = observation.Rows[QueryChoice.Best(scores, observation.Rows)];
        _episode.Take(row);
        _taken = true;
        return row;
    }
}
