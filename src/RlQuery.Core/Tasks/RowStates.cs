namespace RlQuery.Core.Tasks;

/// <summary>Tracks which rows of a pool are labelled, taken for the current batch, or candidates. It does not know their labels.</summary>
/// <remarks>Buffers are kept from episode to episode.</remarks>
internal sealed class RowStates
{
    private int[] _labelled = [];
    private int[] _candidates = [];
    private int[] _pending = [];
    private int _labelledCount;
    private int _candidateCount;
    private int _pendingCount;

    /// <summary>Labelled rows, in the order in which they were labelled.</summary>
    public ReadOnlySpan<int> Labelled => _labelled.AsSpan(0, _labelledCount);

    /// <summary>Rows that are neither labelled nor taken, ascending.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _candidateCount);

    /// <summary>Rows that are taken, in the order in which they were.</summary>
    public ReadOnlySpan<int> Pending => _pending.AsSpan(0, _pendingCount);

    /// <summary>Begins an episode: the first rows are candidates.</summary>
    /// <param name="rows">Number of rows that are candidates.</param>
    /// <param name="all">Number of rows, those that <see cref="Add"/> makes candidates later included.</param>
    public void Reset(int rows, int all)
    {
        if (_candidates.Length < all)
        {
            _labelled = new int[all];
            _candidates = new int[all];
            _pending = new int[all];
        }
        _labelledCount = 0;
        _pendingCount = 0;
        _candidateCount = rows;
        for (int i = 0; i < rows; i++)
        {
            _candidates[i] = i;
        }
    }

    /// <summary>Takes a candidate.</summary>
    /// <param name="row">One of <see cref="Candidates"/>.</param>
    /// <exception cref="ArgumentException">The row is no candidate.</exception>
    public void Take(int row)
    {
        int position = Candidates.BinarySearch(row);
        if (position < 0)
        {
            throw new ArgumentException($"row {row} is no candidate: it is labelled, taken, or outside the pool", nameof(row));
        }
        _candidates.AsSpan(position + 1, _candidateCount - position - 1).CopyTo(_candidates.AsSpan(position));
        _candidateCount--;
        _pending[_pendingCount++] = row;
    }

    /// <summary>Takes several candidates.</summary>
    /// <param name="rows">Some of <see cref="Candidates"/>, ascending.</param>
    public void Take(ReadOnlySpan<int> rows)
    {
        int kept = 0;
        int next = 0;
        for (int i = 0; i < _candidateCount; i++)
        {
            if (next < rows.Length && rows[next] == _candidates[i])
            {
                _pending[_pendingCount++] = rows[next++];
            }
            else
            {
                _candidates[kept++] = _candidates[i];
            }
        }
        _candidateCount = kept;
    }

    /// <summary>All taken rows are candidates again.</summary>
    public void ReturnPending()
    {
        Pending.CopyTo(_candidates.AsSpan(_candidateCount));
        _candidateCount += _pendingCount;
        _candidates.AsSpan(0, _candidateCount).Sort();
        _pendingCount = 0;
    }

    /// <summary>Makes consecutive rows candidates that are none yet.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many there are.</param>
    public void Add(int first, int count)
    {
        int place = ~Candidates.BinarySearch(first);
        _candidates.AsSpan(place, _candidateCount - place).CopyTo(_candidates.AsSpan(place + count));
        for (int i = 0; i < count; i++)
        {
            _candidates[place + i] = first + i;
        }
        _candidateCount += count;
    }

    /// <summary>All taken rows are labelled from now on.</summary>
    public void LabelPending()
    {
        Pending.CopyTo(_labelled.AsSpan(_labelledCount));
        _labelledCount += _pendingCount;
        _pendingCount = 0;
    }
}
