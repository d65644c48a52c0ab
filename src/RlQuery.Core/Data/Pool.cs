namespace RlQuery.Core.Data;

/// <summary>Which rows of a problem's pool are labelled, which are taken for the batch being chosen, and which are candidates.</summary>
/// <remarks>Rows are indices into <see cref="LearningProblem.Pool"/>. Buffers are kept from episode to episode.</remarks>
public sealed class Pool
{
    private readonly RowStates _rows = new();
    private int[] _labels = [];
    private int[] _classCounts = [];

    /// <summary>The problem whose pool this is.</summary>
    /// <exception cref="InvalidOperationException">Before <see cref="Reset"/>.</exception>
    public LearningProblem Problem { get => field ?? throw new InvalidOperationException("The pool has no problem yet: call Reset first."); private set; }

    /// <summary>Labelled rows, in the order in which they were labelled.</summary>
    public ReadOnlySpan<int> Labelled => _rows.Labelled;

    /// <summary>Class of each of <see cref="Labelled"/>.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, Labelled.Length);

    /// <summary>Rows that may be chosen: neither labelled nor taken; ascending.</summary>
    public ReadOnlySpan<int> Candidates => _rows.Candidates;

    /// <summary>Rows taken for the batch being chosen, whose labels are not known yet, in the order in which they were taken.</summary>
    public ReadOnlySpan<int> Pending => _rows.Pending;

    /// <summary>Number of labelled rows of each class.</summary>
    public ReadOnlySpan<int> ClassCounts => _classCounts.AsSpan(0, Problem.Classes);

    /// <summary>Begins an episode: only the problem's start rows are labelled.</summary>
    /// <param name="problem">The problem.</param>
    public void Reset(LearningProblem problem)
    {
        Problem = problem;
        _rows.Reset(problem.Pool.Rows);
        if (_labels.Length < problem.Pool.Rows)
        {
            _labels = new int[problem.Pool.Rows];
        }
        if (_classCounts.Length < problem.Classes)
        {
            _classCounts = new int[problem.Classes];
        }
        Array.Clear(_classCounts);
        foreach (int row in problem.Start)
        {
            Take(row);
        }
        LabelPending();
    }

    /// <summary>Takes a candidate for the batch being chosen.</summary>
    /// <param name="row">Pool row; one of <see cref="Candidates"/>.</param>
    /// <exception cref="ArgumentException">The row is no candidate.</exception>
    public void Take(int row) => _rows.Take(row);

    /// <summary>Labels all taken rows with the classes that the problem knows.</summary>
    /// <exception cref="InvalidOperationException">A taken row's class is unknown.</exception>
    public void LabelPending()
    {
        int count = Labelled.Length;
        foreach (int row in Pending)
        {
            int label = Problem.PoolLabels[row];
            if (label < 0)
            {
                throw new InvalidOperationException($"{Problem.Data.Name}: row {Problem.PoolRows[row]} has no label");
            }
            _labels[count++] = label;
            _classCounts[label]++;
        }
        _rows.LabelPending();
    }
}
