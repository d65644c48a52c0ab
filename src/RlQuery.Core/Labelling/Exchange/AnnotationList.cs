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
    private readonly Dictionary<(int Row, string? By), int> _seen = [];
    private readonly Dictionary<PassedOver, int> _passedOver = [];
    private string? _nameless;

    /// <summary>The answers, in the order of the file.</summary>
    public IReadOnlyList<Annotation> Annotations => _annotations;

    /// <summary>Settled labels that differ from the session's.</summary>
    public IReadOnlyList<SettlementImported> Settlements => _settlements;

    /// <summary>Answers that are left out already, by why.</summary>
    public IReadOnlyDictionary<PassedOver, int> LeftOut => _passedOver;

    /// <summary>The control whose answers are taken though it is not called as the target is; null where there is none.</summary>
    public string? Control { get; set; }

    /// <summary>Names of the controls or members that have answers, where none of them could be taken.</summary>
    public IReadOnlyList<string> OtherControls { get; set; } = [];

    /// <summary>Table, for readers that compare its cells.</summary>
    public LabellingTable Table => table;

    /// <summary>Whether a text is the answer that the session already has.</summary>
    public bool IsLabel(int row, string text) => Same(text) == state.Answers[row];

    /// <summary>Whether a text is an answer.</summary>
    public bool IsAllowed(string text) => state.Form.FaultOf(text, state.Classes) is null || state.Form.FaultOf(text.Trim(), state.Classes) is null;

    /// <summary>Adds what somebody said. Of one annotator the later answer counts, where the file says when.</summary>
    /// <param name="where">Place in the file, such as "line 7".</param>
    /// <param name="hash">What the file says is the hash of the row's cells; null where it says nothing.</param>
    /// <param name="said">What was said of what the file says is its row.</param>
    public void Add(string where, string? hash, Annotation said)
    {
        said = said with { By = said.By ?? annotator, Answer = said.Answer is { } text ? Same(text) : null };
        int row = said.Row;
        string? fault = row < 0 || row >= table.Cells.Rows ? state.FaultOf(new RowImported(row, null))
            : hash is not null && hash != fingerprint.HashOf(row) ? $"row {row} is of another table: {table.Cells.Source} has other cells there"
            : (said.By is null ? null : AnnotatorName.FaultOf(said.By))
            ?? (state.FaultOf(new RowImported(row, said.Answer)) is { } refused ? $"row {row}: {refused}" : null);
        if (fault is not null)
        {
            Refuse(where, fault);
        }
        else if (_seen.TryGetValue((row, said.By), out int place))
        {
            AddAgain(where, place, said);
        }
        else
        {
            _seen.Add((row, said.By), _annotations.Count);
            _annotations.Add(said);
            _nameless ??= said.By is null ? $"{path}: {where}: row {row}" : null;
        }
    }

    /// <summary>Adds the final label of a row whose annotators' labels have been added: it was settled, or is the majority's.</summary>
    /// <param name="where">Place in the file.</param>
    /// <param name="row">The row; missing rows were refused before.</param>
    /// <param name="name">Name of a class.</param>
    /// <param name="said">What was said, the last at the end.</param>
    /// <param name="isSettled">Whether the file says that it was settled on.</param>
    public void AddCounting(string where, int row, string name, IEnumerable<Annotation> said, bool isSettled)
    {
        if (row >= table.Cells.Rows)
        {
            return;
        }
        name = Same(name);
        string? most = LabellingState.Counting(state.Form, [.. said.Select((one, i) =>
            new Opinion($"{i}", one.Answer is { } answer && IsAllowed(answer) ? Same(answer) : null) { IsGroundTruth = one.IsGroundTruth })]);
        string? fault = state.FaultOf(new RowImported(row, name))
            ?? (isSettled || most is null || most == name ? null
                : $"its label is {CellText.Show(name)}, and its {RowKey.Labels} say {CellText.Show(most)}; change these too, or take them out");
        if (fault is not null)
        {
            Refuse(where, $"row {row}: {fault}");
        }
        else if (isSettled && state.IsSettled(row) && state.Answers[row] == name)
        {
            PassOver(PassedOver.Known);
        }
        else if (isSettled)
        {
            _settlements.Add(new SettlementImported(row, name) { By = annotator });
        }
    }

    /// <summary>Counts answers that are not taken.</summary>
    public void PassOver(PassedOver reason, int count = 1) => _passedOver[reason] = _passedOver.GetValueOrDefault(reason) + count;

    public void Refuse(string where, string fault) => _faults.Add($"{path}: {where}: {CellText.OneLine(fault)}");

    /// <summary>Adds a fault of the whole file.</summary>
    public void Refuse(string fault) => _faults.Add($"{path}: {CellText.OneLine(fault)}");

    /// <exception cref="InvalidInputException">There were faults, or nobody is named where others are.</exception>
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

    private void AddAgain(string where, int place, Annotation said)
    {
        Annotation before = _annotations[place];
        if (before.At is { } one && said.At is { } other && one != other)
        {
            _annotations[place] = one > other ? before : said;
        }
        else if (before.Answer != said.Answer)
        {
            Refuse(where, $"row {said.Row} has two labels of one annotator: {before.Answer ?? "(skipped)"} and {said.Answer ?? "(skipped)"}");
            return;
        }
        else
        {
            _annotations[place] = before with { IsGroundTruth = before.IsGroundTruth || said.IsGroundTruth };
        }
        PassOver(PassedOver.SaidAgain);
    }

    // What is not allowed is refused elsewhere, in its own words.
    private string Same(string text) => state.Form.FaultOf(text, state.Classes) is null ? state.Form.Normalize(text)
        : IsAllowed(text) ? state.Form.Normalize(text.Trim()) : text;
}
