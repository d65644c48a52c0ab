using RlQuery.Benchmarks.Whole;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Learners;
using RlQuery.Core.Streams.Policies;
using RlQuery.Core.Streams.Strategies;

namespace RlQuery.Benchmarks.Output;

/// <summary>The section of streams.</summary>
internal sealed partial class SpeedReport
{
    /// <summary>How many items of a live stream a second answers.</summary>
    /// <param name="policy">Folder of a policy; null for strategies alone.</param>
    public void Stream(string? policy)
    {
        IStreamStrategy[] strategies =
        [
            StreamStrategies.Find("random"), StreamStrategies.Find("split"), StreamStrategies.Find("quantile-filter"),
            .. policy is null ? (IStreamStrategy[])[] : [StreamPolicyFolder.Load(policy)],
        ];
        Add(
            "stream", "Items of a live stream that a second of one core answers: ten numbers each, as lines of JSON, a tenth asked for and labelled",
            new Table(
                ["strategy", "learner", "items a second", "goal"],
                [
                    .. from strategy in strategies
                       from learner in StreamLearners.All
                       select (string[])
                       [
                           strategy.Name, learner.Name,
                           Number(Announced($"{strategy.Name}, {learner.Name}", () => StreamCost.Measure(strategy, learner.Name))), "10000",
                       ],
                ]),
            "Parsing, prediction, decision, learning and the log count, by processor time; writing the answers to a pipe does not.");
    }
}
