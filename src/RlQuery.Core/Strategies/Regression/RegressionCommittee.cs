using RlQuery.Core.Data;
using RlQuery.Core.Learners.Regression;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Strategies.Regression;

/// <summary>Regressors of one kind on Bayesian bootstraps of the labelled rows: what query by committee asks.</summary>
/// <remarks>A row's weight in a member depends on the seed and the row of the data set alone, so that members change no more than a label makes them.</remarks>
internal sealed class RegressionCommittee
{
    /// <summary>Number of members, as in classification.</summary>
    public const int Size = 5;

    private readonly IRegressor[] _members;
    private RegressionProblem? _problem;
    private double[] _weights = [];
    private double[] _values = [];
    private ulong _seed;

    public RegressionCommittee(IRegressorFactory factory)
    {
        _members = [.. Enumerable.Range(0, Size).Select(_ => factory.Create())];
    }

    /// <summary>Predictions of the last <see cref="Update"/> [members x pool].</summary>
    public ReadOnlySpan<double> Values => _values;

    public void Start(RegressionProblem problem, ulong seed)
    {
        _problem = problem;
        _seed = SeedSequence.Child(seed, "committee");
        _values = new double[Size * problem.Pool.Rows];
        foreach (IRegressor member in _members)
        {
            member.Start(problem);
        }
    }

    /// <summary>Fits every member and predicts the pool.</summary>
    public void Update(ReadOnlySpan<int> rows, ReadOnlySpan<double> targets)
    {
        int count = _problem!.Pool.Rows;
        if (_weights.Length < rows.Length)
        {
            _weights = new double[Math.Max(64, 2 * rows.Length)];
        }
        for (int m = 0; m < Size; m++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                _weights[i] = BayesianBootstrap.Weight(_seed, m, _problem.PoolRows[rows[i]]);
            }
            _members[m].Fit(rows, targets, _weights.AsSpan(0, rows.Length));
            _members[m].Predict(_problem.Pool, _values.AsSpan(m * count, count));
        }
    }
}
