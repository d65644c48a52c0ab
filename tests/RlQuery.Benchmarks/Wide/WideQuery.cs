using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Core.Policies;
using RlQuery.Core.Tasks;

namespace RlQuery.Benchmarks.Wide;

/// <summary>What a query of the general policy costs on a wide pool: signals, choice, answer, refit, predictions of pool and test.</summary>
/// <param name="First">Seconds of the first query of an episode, its beginning included.</param>
/// <param name="Mean">Seconds of a later query.</param>
internal sealed record WideQuery(double First, double Mean)
{
    private const int Repetitions = 7;

    /// <summary>The policy that is measured.</summary>
    public static LearnedPolicy Policy { get; } = PolicyReader.Load(Path.Combine(AppContext.BaseDirectory, "general"), Known.Parts);

    /// <summary>Measures episodes.</summary>
    public static WideQuery Measure(Problem problem, ILearnerFactory learner, int queries)
    {
        var episode = new Episode(learner);
        var player = new StrategyPlayer(Policy);
        var first = new List<double>();
        var later = new List<double>();
        double warm = ProcessorTime.Now + 1;
        double enough = ProcessorTime.Now + 15;
        for (int i = 0; (i < Repetitions || ProcessorTime.Now < warm) && ProcessorTime.Now < enough; i++)
        {
            double start = ProcessorTime.Now;
            episode.Begin(problem, queries, seed: (ulong)i);
            Query(episode, player);
            double middle = ProcessorTime.Now;
            for (int query = 1; query < queries; query++)
            {
                Query(episode, player);
            }
            first.Add(middle - start);
            later.Add((ProcessorTime.Now - middle) / (queries - 1));
        }
        return new WideQuery(Median.Of(first.TakeLast(Repetitions)), Median.Of(later.TakeLast(Repetitions)));
    }

    private static void Query(Episode episode, StrategyPlayer player)
    {
        player.Take(episode);
        episode.Label();
        episode.Score(smoothing: 0);
    }
}
