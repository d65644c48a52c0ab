using RlQuery.Core.Data.Text;

namespace RlQuery.Core.Labelling.Exchange;

/// <summary>Collects a file's answers, each checked against the table and the session. Faults are reported together, the first ten with their place.</summary>
/// <param name="path">The file.</param>
/// <param name="table">The table.</param>
/// <param name="fingerprint">Its fingerprint.</param>
/// <param name="state">The session.</param>
/// <param name="annotator">The annotator of answers that name none; null for none.</param>
internal sealed class AnnotationList(string path, LabellingTable table, TableFingerprint fingerprint, LabellingState state, string? annotator)
{
    private const int Shown = 10;

    private readonly List<string> _faults = [];
    private readonly List<Annotation> _annotations = [];
    private readonly List<SettlementImported> _settlements = [];
    private readonly Dictionary<(int Row, string? By), string?> _seen = [];
    private string? _nameless;

    /// <summary>The answers, in the order of the file.</summary>
    public IReadOnlyList<Annotation> Annotations => _annotations;

    /// <summary>Settled labels that differ from the session's.</summary>
    public IReadOnlyList<SettlementImported> Settlements => _settlements;

    /// <summary>Records and annotations without a label.</summary>
    public int Empty { get; private set; }

    /// <summary>Labels that are the session's own.</summary>
    public int Known { get; private set; }

    /// <summary>Table, for readers that compare its cells.</summary>
    public LabellingTable Table => table;

    /// <summary>Whether a text is the answer that the session already has.</summary>
    public bool IsLabel(int row, string text) => Same(text) == state.Answers[row];

    /// <summary>Adds what somebody said.</summary>
    /// <param name="where">Place in the file, such as "line 7".</param>
    /// <param name="row">The row number in the file.</param>
    /// <param name="hash">The hash of the row's cells in the file; null if there is none.</param>
    /// <param name="name">Name of a class; null if the row was skipped.</param>
    /// <param name="by">Who; null where it says nothing.</param>
    public void Add(string where, int row, string? hash, string? name, string? by)
    {
        string? who = by ?? annotator;
        name = name is null ? null : Same(name);
        string? fault = row < 0 || row >= table.Cells.Rows ? state.FaultOf(new RowImported(row, null))
            : hash is not null && hash != fingerprint.HashOf(row) ? $"row {row} is of another table: {table.Cells.Source} has other cells there"
            : (who is null ? null : AnnotatorName.FaultOf(who))
            ?? (state.FaultOf(new RowImported(row, name)) is { } refused ? $"row {row}: {refused}"
            : _seen.TryGetValue((row, who), out string? before) && before != name
            ? $"row {row} has two labels of one annotator: {before ?? "(skipped)"} and {name ?? "(skipped)"}"
            : null);
        if (fault is not null)
        {
            Refuse(where, fault);
        }
        else if (_seen.TryAdd((row, who), name))
        {
            _annotations.Add(new Annotation(row, name, who));
            _nameless ??= who is null ? $"{path}: {where}: row {row}" : null;
        }
    }

    /// <summary>Adds the final label of a row whose annotators' labels have been added: it was settled, or is the majority's.</summary>
    /// <param name="where">Place in the file.</param>
    /// <param name="row">The row; missing rows were refused before.</param>
    /// <param name="name">Name of a class.</param>
    /// <param name="said">The annotators' classes, null for skips, the latest last.</param>
    /// <param name="isSettled">Whether the file says that it was settled.</param>
    public void AddCounting(string where, int row, string name, IEnumerable<string?> said, bool isSettled)
    {
        if (row >= table.Cells.Rows)
        {
            return;
        }
        name = Same(name);
        string? most = state.Form.Combine([.. said.Select((one, i) => new Opinion($"{i}", one is not null && IsAllowed(one) ? Same(one) : null))]);
        string? fault = state.FaultOf(new RowImported(row, name))
            ?? (isSettled || most is null || most == name ? null
                : $"its label is {CellText.Show(name)}, and its {RowKey.Labels} say {CellText.Show(most)}; change these too, or take them out");
        if (fault is not null)
        {
            Refuse(where, $"row {row}: {fault}");
        }
        else if (isSettled && !(state.IsSettled(row) && state.Answers[row] == name))
        {
            _settlements.Add(new SettlementImported(row, name) { By = annotator });
        }
    }

    public void AddEmpty() => Empty++;

    /// <summary>Counts a label that the session already has.</summary>
    public void AddKnown() => Known++;

    public void Refuse(string where, string fault) => _faults.Add($"{path}: {where}: {fault}");

    /// <exception cref="InvalidInputException">There were faults, or an annotator is missing where others are named.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count == 0 && _nameless is not null && (state.Annotators.Count > 0 || _annotations.Any(one => one.By is not null)))
        {
            throw new InvalidInputException($"annotator: {_nameless} does not say who labelled it, and others are named; use --annotator NAME");
        }
        if (_faults.Count > 0)
        {
            throw new InvalidInputException(
                [.. _faults.Take(Shown), .. _faults.Count > Shown ? [$"... and {_faults.Count - Shown} more"] : Array.Empty<string>(), "nothing was imported"]);
        }
    }

    // Invalid answers are refused elsewhere, with their own message.
    private string Same(string text) => IsAllowed(text) ? state.Form.Normalize(text) : text;

    private bool IsAllowed(string text) => state.Form.FaultOf(text, state.Classes) is null;
}
