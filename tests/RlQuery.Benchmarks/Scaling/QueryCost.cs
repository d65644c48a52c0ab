using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Strategies;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Scaling;

/// <summary>What a query by margin costs, from the start labels on: choose, refit, predict pool and test.</summary>
internal static class QueryCost
{
    private const int Repetitions = 15;

    public static double Seconds(Problem problem, int queries)
    {
        var episode = new Episode(new LogisticRegressionFactory());
        var player = new StrategyPlayer(Known.Parts.Find<IQueryStrategy>("margin"));
        var times = new List<double>();
        double warm = ProcessorTime.Now + 1;
        for (int i = 0; i < Repetitions || ProcessorTime.Now < warm; i++)
        {
            episode.Begin(problem, queries, seed: 1);
            double start = ProcessorTime.Now;
            for (int query = 0; query < queries; query++)
            {
                player.Take(episode);
                episode.Label();
                episode.Score(smoothing: 0);
            }
            times.Add((ProcessorTime.Now - start) / queries);
        }
        return Median.Of(times.TakeLast(Repetitions));
    }
}
