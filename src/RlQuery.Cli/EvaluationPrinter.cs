using RlQuery.Studies.Analyses;
using RlQuery.Studies.Evaluation;
using RlQuery.Studies.Reporting;

namespace RlQuery.Cli;

/// <summary>Says what came of an evaluation.</summary>
internal static class EvaluationPrinter
{
    /// <summary>Prints the tables, and last what failed.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(EvaluationResults results, Terminal terminal)
    {
        if (results.WasFinished)
        {
            terminal.Output.WriteLine($"{results.Folder} is finished; nothing to do");
        }
        else if (!results.Shard.IsWhole)
        {
            terminal.Output.WriteLine(
                $"shard {results.Shard}, {results.Episodes} episodes: {results.Folder}; 'rlquery merge' joins all {results.Shard.Parts} shards");
        }
        else if (results.Learners.Count == 1)
        {
            PrintAll(results.Learners[0], results.Folder, terminal);
        }
        else
        {
            PrintGrid(results, terminal);
        }
        if (results.Failures.Count == 0)
        {
            return ExitCode.Success;
        }
        terminal.Output.WriteLine(
            $"{results.Failures.Count} of {results.Episodes} episodes failed, and their pairs are left out: {results.FailuresFile} says why; "
            + "'rlquery evaluate --resume' tries them again");
        return ExitCode.Failure;
    }

    /// <summary>With several learners, each gets the most informative table.</summary>
    private static void PrintGrid(EvaluationResults results, Terminal terminal)
    {
        foreach (LearnerResults learner in results.Learners)
        {
            terminal.Output.WriteLine($"learner {learner.Settings.Learners[0]}");
            terminal.Write(learner.Settings.Sets.Count > 1
                ? EvaluationTables.Overall(learner.Summary, learner.Comparisons)
                : EvaluationTables.BySet(learner.Summary, learner.Comparisons));
            PrintNotes(learner, terminal);
            PrintVerdicts(learner, terminal);
            terminal.Output.WriteLine();
        }
        terminal.Output.WriteLine($"tables, and a folder of each learner with its curves and figures: {results.Folder}");
    }

    /// <summary>All tables, the most informative last.</summary>
    private static void PrintAll(LearnerResults learner, string folder, Terminal terminal)
    {
        terminal.Write(EvaluationTables.BySet(learner.Summary, learner.Comparisons));
        PrintNotes(learner, terminal);
        if (learner.OtherMetrics.Count > 0)
        {
            Next(EvaluationTables.Others(learner.OtherMetrics), terminal);
        }
        if (learner.Saved.Select(one => one.Strategy).Distinct().Count() > 1)
        {
            Next(EvaluationTables.Labels(learner.Saved, learner.Settings.Metrics[0], learner.Settings.CostUnit), terminal);
        }
        if (learner.Reached.Count > 0)
        {
            Next(EvaluationTables.Reached(learner.Reached, learner.Settings.Metrics[0], learner.Settings.CostUnit), terminal);
        }
        if (learner.Stops.Count > 0)
        {
            Next(EvaluationTables.Stops(learner.Stops), terminal);
        }
        terminal.Output.WriteLine($"curves, tables and figures: {folder}");
        if (learner.Settings.Sets.Count > 1)
        {
            Next(EvaluationTables.Overall(learner.Summary, learner.Comparisons), terminal);
        }
        if (learner.Controls.Count > 0)
        {
            Next(PooledTables.Controls(learner.Controls), terminal);
        }
        PrintVerdicts(learner, terminal);
    }

    private static void Next(TextTable table, Terminal terminal)
    {
        terminal.Output.WriteLine();
        terminal.Write(table);
    }

    private static void PrintVerdicts(LearnerResults learner, Terminal terminal)
    {
        foreach (string line in VerdictText.Lines(learner.Verdicts, learner.Settings.Sets.Count))
        {
            terminal.Output.WriteLine(line);
        }
    }

    private static void PrintNotes(LearnerResults learner, Terminal terminal)
    {
        foreach (string note in learner.Summary.SelectMany(row => row.Notes.Select(note => $"{row.Data}: {note}")).Distinct())
        {
            terminal.Output.WriteLine(note);
        }
    }
}
