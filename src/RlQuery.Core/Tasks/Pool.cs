namespace RlQuery.Core.Tasks;

/// <summary>Tracks which items are labelled (with the answers of one unit), which are taken for the current batch, and which are candidates.</summary>
/// <remarks>It holds only the answers that it was given. Buffers are kept from episode to episode.</remarks>
public sealed class Pool
{
    private readonly RowStates _rows = new();
    private int[] _classes = [];
    private double[] _numbers = [];
    private string[] _texts = [];
    private double[] _weights = [];
    private bool _isWeighted;
    private int[] _classCounts = [];

    /// <summary>The items.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Reset"/>.</exception>
    public Items Items { get => field ?? throw new InvalidOperationException("The pool has no items yet: call Reset first."); private set; }

    /// <summary>What may be answered.</summary>
    public AnswerSpace Space { get; private set; }

    /// <summary>Labelled items, in the order in which they were labelled.</summary>
    public ReadOnlySpan<int> Labelled => _rows.Labelled;

    /// <summary>Class of each of <see cref="Labelled"/>; empty where answers are no classes.</summary>
    public ReadOnlySpan<int> Labels => _classes.AsSpan(0, Space.Classes == 0 ? 0 : Labelled.Length);

    /// <summary>Number of each of <see cref="Labelled"/>; empty where answers are no numbers.</summary>
    public ReadOnlySpan<double> Numbers => _numbers.AsSpan(0, Space.IsNumber ? Labelled.Length : 0);

    /// <summary>Text of each of <see cref="Labelled"/>; empty where answers are no texts.</summary>
    public ReadOnlySpan<string> Texts => _texts.AsSpan(0, Space.IsText ? Labelled.Length : 0);

    /// <summary>Answer of each of <see cref="Labelled"/>.</summary>
    public Answers Answers => Space.IsNumber ? new Answers(Numbers) : Space.IsText ? new Answers(Texts) : new Answers(Labels);

    /// <summary>Items that may be chosen: neither labelled nor taken, nor made of a row without a label; ascending.</summary>
    public ReadOnlySpan<int> Candidates => _rows.Candidates;

    /// <summary>The candidates that are not made of others; ascending.</summary>
    public ReadOnlySpan<int> Unlabelled
    {
        get
        {
            ReadOnlySpan<int> candidates = Candidates;
            if (Items.Made is not { } made)
            {
                return candidates;
            }
            int place = candidates.BinarySearch(made.Rows);
            return candidates[..(place < 0 ? ~place : place)];
        }
    }

    /// <summary>Items taken for the current batch, in the order in which they were taken. Their answers are not known yet.</summary>
    public ReadOnlySpan<int> Pending => _rows.Pending;

    /// <summary>Number of labelled items of each class; empty in regression.</summary>
    public ReadOnlySpan<int> ClassCounts => _classCounts.AsSpan(0, Space.Classes);

    /// <summary>Number of items that were labelled at the start, those aside whose answers followed.</summary>
    public int Started { get; private set; }

    /// <summary>Number of labelled items that nobody asked for, because their answers followed from those of others.</summary>
    public int Implied { get; private set; }

    /// <summary>What the answers of the first labelled items count; 1 beyond those that are labelled. Empty where all count 1.</summary>
    /// <param name="items">How many items.</param>
    internal ReadOnlySpan<double> WeightsOf(int items) => _isWeighted ? _weights.AsSpan(0, items) : [];

    /// <summary>Begins an episode: nothing is labelled.</summary>
    /// <param name="items">The items.</param>
    /// <param name="space">What may be answered.</param>
    public void Reset(Items items, AnswerSpace space)
    {
        Items = items;
        Space = space;
        _rows.Reset(items.Made?.Rows ?? items.Count, items.Count);
        if (space.Classes > 0 && _classes.Length < items.Count)
        {
            _classes = new int[items.Count];
        }
        if (space.IsNumber && _numbers.Length < items.Count)
        {
            _numbers = new double[items.Count];
        }
        if (space.IsText && _texts.Length < items.Count)
        {
            _texts = new string[items.Count];
        }
        if (_classCounts.Length < space.Classes)
        {
            _classCounts = new int[space.Classes];
        }
        Array.Clear(_classCounts);
        _isWeighted = false;
        Started = 0;
        Implied = 0;
    }

    /// <summary>Takes a candidate for the batch being chosen.</summary>
    /// <param name="item">One of <see cref="Candidates"/>.</param>
    /// <exception cref="ArgumentException">The item is no candidate.</exception>
    public void Take(int item) => _rows.Take(item);

    /// <summary>Makes all taken items candidates again.</summary>
    public void ReturnPending() => _rows.ReturnPending();

    /// <summary>Adds the answers of all taken items.</summary>
    /// <param name="answers">Answer of each of <see cref="Pending"/>: a class, or a number.</param>
    /// <param name="weights">What each of them counts; empty for 1.</param>
    public void LabelPending(ReadOnlySpan<double> answers, ReadOnlySpan<double> weights = default)
    {
        int count = Labelled.Length;
        int first = count;
        Weigh(weights);
        for (int i = 0; i < Pending.Length; i++, count++)
        {
            if (Space.IsNumber)
            {
                _numbers[count] = answers[i];
            }
            else
            {
                _classes[count] = (int)answers[i];
                _classCounts[(int)answers[i]]++;
            }
        }
        _rows.LabelPending();
        if (Items.Made is { } made)
        {
            foreach (int item in Labelled[first..])
            {
                if (!made.IsMade(item))
                {
                    _rows.Add(made.FirstOf(item), made.PerRow);
                }
            }
        }
    }

    /// <summary>Adds the texts of all taken items.</summary>
    /// <param name="texts">Text of each of <see cref="Pending"/>.</param>
    /// <param name="weights">What each of them counts; empty for 1.</param>
    public void LabelPending(ReadOnlySpan<string> texts, ReadOnlySpan<double> weights = default)
    {
        Weigh(weights);
        texts.CopyTo(_texts.AsSpan(Labelled.Length));
        _rows.LabelPending();
    }

    /// <summary>Adds answers that follow from the known ones; no item is taken.</summary>
    /// <param name="implied">Candidates, ascending, each with its answer.</param>
    public void Imply(IReadOnlyList<(int Item, double Answer)> implied)
    {
        _rows.Take([.. implied.Select(one => one.Item)]);
        LabelPending([.. implied.Select(one => one.Answer)]);
        Implied += implied.Count;
    }

    /// <summary>Ends the start: all items labelled so far belong to it.</summary>
    public void EndStart() => Started = Labelled.Length - Implied;

    private void Weigh(ReadOnlySpan<double> weights)
    {
        if (!_isWeighted && weights.ContainsAnyExcept(1))
        {
            _isWeighted = true;
            _weights = _weights.Length < Items.Count ? new double[Items.Count] : _weights;
            Array.Fill(_weights, 1);
        }
        if (_isWeighted)
        {
            weights.CopyTo(_weights.AsSpan(Labelled.Length));
        }
    }
}
