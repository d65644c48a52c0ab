using RlQuery.Core.Environments;
using RlQuery.Core.Learners;
using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>One evaluation from its plan to its folder and its tables.</summary>
/// <param name="Environments">The environments that it comes from, as results name them; at least one.</param>
/// <param name="Plan">What is compared.</param>
/// <param name="Policies">Identity of each learned policy, by name.</param>
internal sealed record EvaluationJob(IReadOnlyList<IEvaluationEnvironment> Environments, IEvaluationPlan Plan, IReadOnlyDictionary<string, EvaluatedPolicy> Policies)
{
    /// <summary>Number of threads.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Number of seeds of each set in which to measure what learned policies attend to; 0 for none.</summary>
    public int AttentionRepeats { get; init; }

    private EvaluationSettings Settings => EvaluationManifest.Describe(Plan, [.. Environments.Select(one => (one.Name, one.Hash))], Policies, AttentionRepeats);

    /// <summary>Runs the episodes that the folder does not hold yet, writes its files, and prints the tables.</summary>
    /// <returns>The exit code.</returns>
    public int Run(Terminal terminal, EvaluationFolder folder, Shard shard)
    {
        EvaluationSettings settings = Settings;
        if (folder.IsFinished(settings, shard))
        {
            terminal.Output.WriteLine($"{folder.Target} is finished; nothing to do");
            return ExitCode.Success;
        }
        IReadOnlyList<EpisodeOutcome> kept = folder.Kept(settings, shard, terminal);
        FolderUpdate.Probe(folder.Target);
        EvaluationResult result = Play(terminal, folder, settings, shard, kept);
        if (!shard.IsWhole)
        {
            folder.WriteShard(settings, shard, result);
            terminal.Output.WriteLine($"shard {shard}, {result.Outcomes.Count} episodes: {folder.Target}; 'rlquery merge' joins all {shard.Parts} shards");
            return EvaluationReport.Close(terminal, result, Path.Combine(folder.Target, EpisodeJournal.Name));
        }
        EvaluationReport report = Report(terminal, result);
        folder.Write(report);
        return report.Print(terminal, folder.Target);
    }

    /// <summary>Runs all episodes and replaces a folder; nothing is kept of a run that is stopped.</summary>
    /// <returns>The exit code.</returns>
    public int Run(Terminal terminal, OutputFolder output)
    {
        output.Probe();
        EvaluationReport report = Report(terminal, Play(terminal, Shard.Whole, [], _ => { }));
        output.Write(report.Write);
        return report.Print(terminal, output.Target);
    }

    /// <summary>Runs the episodes that are not kept.</summary>
    /// <param name="terminal">Shows how far it is.</param>
    /// <param name="shard">Which part of them.</param>
    /// <param name="kept">Those that were run before.</param>
    /// <param name="ended">Takes each episode at once, from several threads.</param>
    /// <returns>All episodes of the shard.</returns>
    public EvaluationResult Play(Terminal terminal, Shard shard, IReadOnlyList<EpisodeOutcome> kept, Action<EpisodeOutcome> ended)
    {
        IReadOnlyList<GridCell> cells = Settings.Cells(shard);
        var outcomes = kept.ToDictionary(outcome => outcome.Cell);
        GridCell[] left = [.. cells.Where(cell => !outcomes.ContainsKey(cell))];
        IReadOnlyList<EpisodeOutcome> played = ProgressDisplay.Track(
            terminal, "evaluate", cells.Count,
            report =>
            {
                var meter = new EpisodeMeter(outcomes.Count, cells.Count, report);
                return EvaluationRun.Run(
                    Plan, left, new ParallelExecutor(Jobs),
                    outcome =>
                    {
                        ended(outcome);
                        meter.Count(outcome);
                    },
                    terminal.Cancellation);
            },
            tellsTime: true);
        foreach (EpisodeOutcome outcome in played)
        {
            outcomes.Add(outcome.Cell, outcome);
        }
        return new EvaluationResult([.. cells.Select(cell => outcomes[cell])]);
    }

    private EvaluationResult Play(Terminal terminal, EvaluationFolder folder, EvaluationSettings settings, Shard shard, IReadOnlyList<EpisodeOutcome> kept)
    {
        using EpisodeJournal journal = folder.Open(settings, shard);
        try
        {
            return Play(terminal, shard, kept, journal.Append);
        }
        catch (OperationCanceledException) when (journal.Exists)
        {
            terminal.Error.WriteLine($"what was evaluated is kept in {folder.Target}; the same command with --resume goes on");
            throw;
        }
    }

    private EvaluationReport Report(Terminal terminal, EvaluationResult result)
    {
        var attention = Plan.LearnerNames.ToDictionary(learner => learner, _ => AttentionResult.None);
        if (AttentionRepeats > 0 && Plan is EvaluationPlan plan && AttentionStudy.Episodes(plan, AttentionRepeats) is > 0 and int count)
        {
            foreach (ILearnerFactory learner in plan.Learners)
            {
                attention[learner.Name] = ProgressDisplay.Track(
                    terminal, "attention", count,
                    report => AttentionStudy.Run(plan, learner, AttentionRepeats, Jobs, done => report(done, $"{done} of {count} episodes"), terminal.Cancellation));
            }
        }
        return new EvaluationReport(Settings, result, attention);
    }
}
