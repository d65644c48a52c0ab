using RlQuery.Core.Data;
using RlQuery.Studies;
using RlQuery.Studies.Grids;

namespace RlQuery.Cli;

/// <summary>The files and tables of one learner.</summary>
internal sealed class LearnerReport
{
    private readonly EvaluationSettings _settings;
    private readonly IReadOnlyList<EpisodeResult> _episodes;
    private readonly AttentionResult _attention;
    private readonly IReadOnlyList<SummaryRow> _summary;
    private readonly IReadOnlyList<SummaryRow> _others;
    private readonly Comparison[] _comparisons;
    private readonly IReadOnlyList<SetDifferences> _differences;
    private readonly IReadOnlyList<LabelsSaved> _saved;
    private readonly IReadOnlyList<LabelsToTarget> _reached;
    private readonly IReadOnlyList<Deficiency> _deficiencies;
    private readonly IReadOnlyList<StoppingRow> _stops;
    private readonly IReadOnlyList<ControlRow> _controls;
    private readonly StrategyVerdict[] _verdicts;

    public LearnerReport(EvaluationSettings settings, IReadOnlyList<EpisodeResult> episodes, AttentionResult attention)
    {
        (_settings, _episodes, _attention) = (settings, episodes, attention);
        _summary = SummaryRow.Of(episodes, settings.Budget, settings.Seen);
        _others = [.. Enumerable.Range(1, settings.Metrics.Count - 1).SelectMany(i => SummaryRow.Of(episodes.Select(episode => episode.In(i)), settings.Budget, settings.Seen))];
        LearningTask task = settings.Metrics[0].Task;
        string[] references = [.. ComparisonReference.All(task).Select(one => one.Name)];
        string main = ComparisonReference.Main(task).Name;
        _comparisons = [.. references.SelectMany(reference => Comparison.With(reference, episodes))];
        _differences = SetDifferences.With(main, episodes);
        IReadOnlyList<CurveBand> curves = CurveBand.OfCompleteSeeds(episodes);
        _saved = LabelsSaved.To(main, curves);
        _reached = LabelsToTarget.Of(settings.Reach, curves);
        _deficiencies = Deficiency.Of(curves);
        _stops = StoppingRow.Of(episodes, settings.Stops);
        _verdicts = [.. references.SelectMany(reference => StrategyVerdict.With(reference, episodes))];
        _controls = settings.CountDepartures ? ControlRow.Of(episodes) : [];
    }

    public void Write(string folder)
    {
        _settings.WriteManifest(folder);
        if (_episodes.Count == 0)
        {
            return;
        }
        EpisodesFile.Write(Path.Combine(folder, EpisodesFile.NameFor(_settings.Points)), _episodes);
        AubcFile.Write(Path.Combine(folder, AubcFile.Name), _episodes);
        SummaryFile.Write(Path.Combine(folder, SummaryFile.Name), [.. _summary, .. _others]);
        ComparisonsFile.Write(Path.Combine(folder, ComparisonsFile.Name), _comparisons);
        VerdictsFile.Write(Path.Combine(folder, VerdictsFile.Name), _verdicts);
        WinTieLossFile.Write(Path.Combine(folder, WinTieLossFile.Name), WinTieLoss.Of(_episodes));
        if (_differences.Count > 0)
        {
            SetDifferencesFile.Write(Path.Combine(folder, SetDifferencesFile.Name), _differences);
            LabelsSavedFile.Write(Path.Combine(folder, LabelsSavedFile.Name), _saved);
        }
        if (_reached.Count > 0)
        {
            LabelsToTargetFile.Write(Path.Combine(folder, LabelsToTargetFile.Name), _reached);
        }
        if (_deficiencies.Count > 0)
        {
            DeficiencyFile.Write(Path.Combine(folder, DeficiencyFile.Name), _deficiencies);
        }
        if (_stops.Count > 0)
        {
            StoppingFile.Write(Path.Combine(folder, StoppingFile.Name), _stops);
        }
        if (_attention.Attention.Count > 0)
        {
            AttentionFile.Write(Path.Combine(folder, AttentionFile.Name), _attention.Attention);
        }
        if (_attention.Agreement.Count > 0)
        {
            AgreementFile.Write(Path.Combine(folder, AgreementFile.Name), _attention.Agreement);
        }
        if (_controls.Count > 0)
        {
            ControlsFile.Write(Path.Combine(folder, ControlsFile.Name), _controls);
        }
        // From the file, so that `plot` draws the same.
        EvaluationFigures.Save(folder);
    }

    /// <summary>Prints all tables; ends with the one that says most.</summary>
    public void Print(Terminal terminal, string target)
    {
        terminal.Write(ResultTables.BySet(_summary, _comparisons));
        PrintNotes(terminal);
        if (_others.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Others(_others));
        }
        if (_saved.Select(one => one.Strategy).Distinct().Count() > 1)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Labels(_saved, _settings.Metrics[0]));
        }
        if (_reached.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Reached(_reached, _settings.Metrics[0]));
        }
        if (_stops.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Stops(_stops));
        }
        terminal.Output.WriteLine($"curves, tables and figures: {target}");
        if (_settings.Data.Count > 1)
        {
            terminal.Output.WriteLine();
            terminal.Write(ResultTables.Overall(_summary, _comparisons));
        }
        if (_controls.Count > 0)
        {
            terminal.Output.WriteLine();
            terminal.Write(PooledTables.Controls(_controls));
        }
        PrintVerdicts(terminal);
    }

    /// <summary>Prints the table that says most.</summary>
    public void PrintShort(Terminal terminal)
    {
        terminal.Write(_settings.Data.Count > 1 ? ResultTables.Overall(_summary, _comparisons) : ResultTables.BySet(_summary, _comparisons));
        PrintNotes(terminal);
        PrintVerdicts(terminal);
    }

    private void PrintVerdicts(Terminal terminal)
    {
        foreach (string line in VerdictText.Lines(_verdicts, _settings.Data.Count))
        {
            terminal.Output.WriteLine(line);
        }
    }

    private void PrintNotes(Terminal terminal)
    {
        foreach (string note in _summary.SelectMany(row => row.Notes.Select(note => $"{row.Data}: {note}")).Distinct())
        {
            terminal.Output.WriteLine(note);
        }
    }
}
