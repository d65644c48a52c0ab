using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>The files and tables of an evaluation whose episodes were run.</summary>
/// <remarks>Of several learners each has a folder with the very files of an evaluation of it alone; beside these stand their tables as one, with a column for the learner.</remarks>
internal sealed class EvaluationReport
{
    private static readonly string[] JoinedTables = [SummaryFile.Name, ComparisonsFile.Name, SetDifferencesFile.Name, LabelsSavedFile.Name, LabelsToTargetFile.Name, DeficiencyFile.Name, StoppingFile.Name, ControlsFile.Name, WinTieLossFile.Name, VerdictsFile.Name];

    private readonly EvaluationSettings _settings;
    private readonly EvaluationResult _result;
    private readonly LearnerReport[] _learners;

    /// <param name="settings">What was run.</param>
    /// <param name="result">All its episodes.</param>
    /// <param name="attention">What policies attend to, by the name of the learner; null where it was not measured.</param>
    public EvaluationReport(EvaluationSettings settings, EvaluationResult result, IReadOnlyDictionary<string, AttentionResult>? attention = null)
    {
        (_settings, _result) = (settings, result);
        _learners =
        [
            .. settings.Learners.Select(learner => new LearnerReport(
                settings.Learners.Count == 1 ? settings : settings.Of(learner), result.Episodes(learner), attention?[learner] ?? AttentionResult.None)),
        ];
    }

    public bool HasFailures => _result.Failures.Count > 0;

    /// <summary>Writes all files into a folder.</summary>
    public void Write(string folder)
    {
        if (_learners.Length == 1)
        {
            _learners[0].Write(folder);
        }
        else
        {
            for (int i = 0; i < _learners.Length; i++)
            {
                string own = Directory.CreateDirectory(Path.Combine(folder, _settings.Learners[i])).FullName;
                _learners[i].Write(own);
                ReportFile.Save(own);
            }
            foreach (string name in JoinedTables)
            {
                JoinedTable.Write(folder, _settings.Learners, name);
            }
            _settings.WriteManifest(folder);
            GainsFigure.Create(folder)?.Save(folder, GainsFigure.Name);
        }
        if (HasFailures)
        {
            FailuresFile.Write(Path.Combine(folder, FailuresFile.Name), _result.Failures);
            // What failed may be tried again.
            EpisodeJournal.Write(Path.Combine(folder, EpisodeJournal.Name), _settings, Shard.Whole, _result.Outcomes);
        }
        // From the files, and so the last of them.
        ReportFile.Save(folder);
    }

    /// <summary>Prints the tables.</summary>
    /// <returns>The exit code.</returns>
    public int Print(Terminal terminal, string target)
    {
        if (_learners.Length == 1)
        {
            _learners[0].Print(terminal, target);
        }
        else
        {
            for (int i = 0; i < _learners.Length; i++)
            {
                terminal.Output.WriteLine($"learner {_settings.Learners[i]}");
                _learners[i].PrintShort(terminal);
                terminal.Output.WriteLine();
            }
            terminal.Output.WriteLine($"tables, and a folder of each learner with its curves and figures: {target}");
        }
        return Close(terminal, _result, Path.Combine(target, FailuresFile.Name));
    }

    /// <summary>Says last what failed.</summary>
    /// <returns>The exit code.</returns>
    public static int Close(Terminal terminal, EvaluationResult result, string reasons)
    {
        if (result.Failures.Count == 0)
        {
            return ExitCode.Success;
        }
        terminal.Output.WriteLine(
            $"{result.Failures.Count} of {result.Outcomes.Count} episodes failed, and their pairs are left out: {reasons} says why; 'rlquery evaluate --resume' tries them again");
        return ExitCode.Failure;
    }
}
