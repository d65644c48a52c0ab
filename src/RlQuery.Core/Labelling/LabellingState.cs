using RlQuery.Core.Data;
using RlQuery.Core.Data.Formats;

namespace RlQuery.Core.Labelling;

/// <summary>What a session has come to: the replay of its events over the labels that the table began with.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class LabellingState
{
    private readonly List<string> _classes;
    private readonly int[] _labels;
    private readonly SortedSet<int> _skipped = [];
    private readonly List<int> _labelled;
    private readonly Stack<Standing> _history = [];

    /// <param name="labels">Class index or <see cref="Dataset.Unlabelled"/> of each row; copied.</param>
    /// <param name="classes">The classes that are known at the beginning.</param>
    public LabellingState(IReadOnlyList<int> labels, IEnumerable<string> classes)
    {
        _labels = [.. labels];
        _classes = [.. classes];
        _labelled = [.. Enumerable.Range(0, _labels.Length).Where(row => _labels[row] != Dataset.Unlabelled)];
    }

    // What an event that may be undone has changed.
    private sealed record Standing(LabellingEvent Event, int OldLabel, bool WasSkipped);

    /// <summary>Names of the classes: those of the beginning, then the added ones.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>Class index or <see cref="Dataset.Unlabelled"/> of each row.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Labelled rows in the order in which they were labelled; first, ascending, those that the table began with.</summary>
    public IReadOnlyList<int> Labelled => _labelled;

    /// <summary>Rows that were left aside.</summary>
    public IReadOnlySet<int> Skipped => _skipped;

    /// <summary>The row that waits for an answer; null where none was chosen yet.</summary>
    public int? Pending { get; private set; }

    /// <summary>Labels and skips that stand: how many questions have been answered.</summary>
    public int Answered => _history.Count(standing => standing.Event is RowLabelled or RowSkipped);

    /// <summary>Why an event cannot happen now.</summary>
    /// <param name="next">The event.</param>
    /// <returns>One line; null where it can.</returns>
    public string? FaultOf(LabellingEvent next) => next switch
    {
        QuestionAsked(int row) => Pending is not null ? $"row {row}: row {Pending} still waits for an answer" : IsOpen(row) ? null : $"row {row} is no open row",
        RowLabelled(int row, string name) => FaultOfAnswer(row) ?? FaultOfClass(name),
        RowSkipped(int row) => FaultOfAnswer(row),
        LabelCorrected(int row, string name) => FaultOfCorrection(row) ?? FaultOfClass(name),
        ClassAdded(string name) => FaultOfNewClass(name),
        LastUndone => _history.Count > 0 ? null : "nothing to undo: the session is as it began",
        _ => throw new ArgumentException($"{next.GetType().Name} is not an event of a session", nameof(next)),
    };

    /// <summary>Takes an event in.</summary>
    /// <param name="next">The event.</param>
    /// <exception cref="InvalidInputException">It cannot happen now; see <see cref="FaultOf"/>.</exception>
    public void Apply(LabellingEvent next)
    {
        if (FaultOf(next) is { } fault)
        {
            throw new InvalidInputException(fault);
        }
        switch (next)
        {
            case QuestionAsked(int row):
                Pending = row;
                break;
            case RowLabelled(int row, string name):
                Stand(next, row);
                SetLabel(row, _classes.IndexOf(name));
                Pending = null;
                break;
            case RowSkipped(int row):
                Stand(next, row);
                _skipped.Add(row);
                Pending = null;
                break;
            case LabelCorrected(int row, string name):
                Stand(next, row);
                _skipped.Remove(row);
                SetLabel(row, _classes.IndexOf(name));
                break;
            case ClassAdded(string name):
                _history.Push(new Standing(next, Dataset.Unlabelled, WasSkipped: false));
                _classes.Add(name);
                break;
            default:
                Undo(_history.Pop());
                break;
        }
    }

    private void Stand(LabellingEvent next, int row) => _history.Push(new Standing(next, _labels[row], _skipped.Contains(row)));

    private void Undo(Standing last)
    {
        switch (last.Event)
        {
            case ClassAdded:
                _classes.RemoveAt(_classes.Count - 1);
                break;
            case LabelCorrected(int row, _):
                Restore(row, last);
                break;
            case RowLabelled(int row, _):
                Restore(row, last);
                Pending = row;
                break;
            case RowSkipped(int row):
                Restore(row, last);
                Pending = row;
                break;
        }
    }

    private void Restore(int row, Standing last)
    {
        SetLabel(row, last.OldLabel);
        _ = last.WasSkipped ? _skipped.Add(row) : _skipped.Remove(row);
    }

    // What was labelled last is at the end of the list whenever its label is taken away, since events are undone in reverse.
    private void SetLabel(int row, int label)
    {
        if (_labels[row] == Dataset.Unlabelled && label != Dataset.Unlabelled)
        {
            _labelled.Add(row);
        }
        else if (_labels[row] != Dataset.Unlabelled && label == Dataset.Unlabelled)
        {
            _labelled.RemoveAt(_labelled.Count - 1);
        }
        _labels[row] = label;
    }

    private bool IsOpen(int row) => row >= 0 && row < _labels.Length && _labels[row] == Dataset.Unlabelled && !_skipped.Contains(row);

    private string? FaultOfAnswer(int row) => Pending == row ? null : $"row {row} is not the row in question";

    private string? FaultOfCorrection(int row) =>
        row < 0 || row >= _labels.Length ? $"row: {row} is not allowed; use 0..{_labels.Length - 1}"
        : IsOpen(row) ? $"row {row} has no label yet to correct" : null;

    private string? FaultOfClass(string name) =>
        _classes.Contains(name) ? null
        : $"label: {CellText.Show(name)} is no class{(_classes.Count == 0 ? "; add it as a new class first" : NearestName.Hint(name, _classes))}";

    private string? FaultOfNewClass(string name) =>
        _classes.Contains(name) ? $"class: {CellText.Show(name)} is there already"
        : name != name.Trim() || CellText.IsMissing(name) || name.Any(char.IsControl)
            ? $"class: {CellText.Show(name)} is not allowed; use one line of text that is not empty, ? or NA"
        : CellText.Classify(name, out _) == CellKind.NotFinite ? $"class: {CellText.Show(name)} is not allowed; it is not a finite number" : null;
}
