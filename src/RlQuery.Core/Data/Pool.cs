namespace RlQuery.Core.Data;

/// <summary>Which rows of a problem's pool are labelled, which are taken for the batch being chosen, and which are candidates.</summary>
/// <remarks>Rows are indices into <see cref="LearningProblem.Pool"/>. Buffers are kept from episode to episode.</remarks>
public sealed class Pool
{
    private int[] _labelled = [];
    private int[] _labels = [];
    private int[] _candidates = [];
    private int[] _pending = [];
    private int[] _classCounts = [];
    private int _labelledCount;
    private int _candidateCount;
    private int _pendingCount;

    /// <summary>The problem whose pool this is.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Reset"/>.</exception>
    public LearningProblem Problem { get => field ?? throw new InvalidOperationException("The pool has no problem yet: call Reset first."); private set; }

    /// <summary>Labelled rows, in the order in which they were labelled.</summary>
    public ReadOnlySpan<int> Labelled => _labelled.AsSpan(0, _labelledCount);

    /// <summary>Class of each of <see cref="Labelled"/>.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _labelledCount);

    /// <summary>Rows that may be chosen: neither labelled nor taken; ascending.</summary>
    public ReadOnlySpan<int> Candidates => _candidates.AsSpan(0, _candidateCount);

    /// <summary>Rows taken for the batch being chosen, whose labels are not known yet, in the order in which they were taken.</summary>
    public ReadOnlySpan<int> Pending => _pending.AsSpan(0, _pendingCount);

    /// <summary>Number of labelled rows of each class.</summary>
    public ReadOnlySpan<int> ClassCounts => _classCounts.AsSpan(0, Problem.Classes);

    /// <summary>Begins an episode: only the problem's start rows are labelled.</summary>
    /// <param name="problem">The problem.</param>
    public void Reset(LearningProblem problem)
    {
        Problem = problem;
        int rows = problem.Pool.Rows;
        if (_candidates.Length < rows)
        {
            _labelled = new int[rows];
            _labels = new int[rows];
            _candidates = new int[rows];
            _pending = new int[rows];
        }
        if (_classCounts.Length < problem.Classes)
        {
            _classCounts = new int[problem.Classes];
        }
        Array.Clear(_classCounts);
        _labelledCount = 0;
        _pendingCount = 0;
        _candidateCount = rows;
        for (int i = 0; i < rows; i++)
        {
            _candidates[i] = i;
        }
        foreach (int row in problem.Start)
        {
            Take(row);
        }
        LabelPending();
    }

    /// <summary>Takes a candidate for the batch being chosen.</summary>
    /// <param name="row">Pool row; one of <see cref="Candidates"/>.</param>
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

    /// <summary>Labels all taken rows with the classes that the problem knows.</summary>
    /// <exception cref="InvalidOperationException">A taken row's class is unknown.</exception>
    public void LabelPending()
    {
        foreach (int row in Pending)
        {
            int label = Problem.PoolLabels[row];
            if (label < 0)
            {
                throw new InvalidOperationException($"{Problem.Data.Name}: row {Problem.PoolRows[row]} has no label");
            }
            _labelled[_labelledCount] = row;
            _labels[_labelledCount++] = label;
            _classCounts[label]++;
        }
        _pendingCount = 0;
    }
}
