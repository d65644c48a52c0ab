using RlQuery.Core;
using RlQuery.Core.Streams;
using RlQuery.Core.Streams.Playing;
using RlQuery.Studies.Results;
using RlQuery.Torch.Agents;
using RlQuery.Torch.Streams;

namespace RlQuery.Studies.Streams;

/// <summary>Trains a policy on streams and writes its folder. A training takes minutes, so one that is stopped begins again.</summary>
public static class StreamTrainingStudy
{
    private static readonly Limits MostRounds = new(1, 100_000);

    /// <summary>Trains.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Receives the progress; null for none.</param>
    /// <param name="cancellation">Ends the training; nothing is written then.</param>
    /// <exception cref="InvalidInputException">Another run has the folder, or something cannot be used; all faults are reported.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(StreamTrainingOptions options, IStudyProgress? progress = null, CancellationToken cancellation = default)
    {
        using var taken = OutputLock.Take(options.Out);
        var faults = new Faults();
        StreamStudyOptions.FindRates(options.Rates, faults);
        faults.Within("items", options.Items, StreamStudyOptions.MostItems, 0);
        faults.Within("rounds", options.Rounds, MostRounds, 1);
        faults.Within("seed", options.Seed, Limits.Seed, 0);
        faults.Within("jobs", options.Jobs, Limits.Jobs, 1);
        if (!StreamTraining.Agents.Contains(options.Agent))
        {
            faults.Add($"agent: '{options.Agent}' is unknown for streams{NearestName.Hint(options.Agent, [.. StreamTraining.Agents])}");
        }
        IReadOnlyList<IStreamSource> sources = StreamSourceChoice.Open(options.Streams, null, numbers: false, options.Parts, faults);
        OutputFolder? folder = faults.Collect(() => new OutputFolder(options.Out));
        faults.ThrowIfAny();
        folder!.Probe();
        var tasks = new StreamTasks { Sources = sources, Learners = options.Learners, Rates = options.Rates, Items = options.Items };
        using IStreamAgent agent = new StreamTraining(tasks, (ulong)options.Seed, options.Jobs).Create(options.Agent);
        var rows = new List<string[]>();
        (progress ?? NoProgress.Instance).Track(new StudyStage("training", options.Rounds) { Unit = "rounds" }, report =>
        {
            for (int round = 0; round < options.Rounds; round++)
            {
                RoundReport played = agent.Round(round, options.Rounds, cancellation);
                rows.Add(
                [
                    Decimals.Whole(round), Decimals.Whole(played.Steps), Decimals.Format(played.ReturnMean), Decimals.Format(played.Loss),
                    Decimals.Format(played.Exploration),
                ]);
                report.Report(new StageProgress(round + 1, FormattableString.Invariant($"return {played.ReturnMean:F4}")));
            }
            return rows.Count;
        });
        folder.Write(fresh =>
        {
            agent.Save(fresh);
            new ResultTable(["round", "steps", "return", "loss", "exploration"], rows).Write(Path.Combine(fresh, "training.csv"));
        });
    }
}
