using RlQuery.Core.Data;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Signals;

/// <summary>Learners of one kind on bootstraps of the labelled rows: what query by committee asks for its votes.</summary>
/// <remarks>
/// Seung, Opper and Sompolinsky, "Query by Committee" (1992), with the Bayesian bootstrap (Rubin 1981): every member weights every row by
/// its own exponential draw, which depends on the seed and the row of the data set alone. No class ever loses all its rows, and members go on from their last solution.
/// </remarks>
public sealed class Committee
{
    /// <summary>Number of members.</summary>
    public const int Size = 5;

    private readonly ILearner[] _members;
    private double[] _weights = [];
    private float[] _probabilities = [];
    private ulong _seed;
    private int _length;

    /// <summary>Makes the members.</summary>
    /// <param name="factory">Makes learners of the kind that the episode uses.</param>
    public Committee(ILearnerFactory factory)
    {
        _members = new ILearner[Size];
        for (int i = 0; i < Size; i++)
        {
            _members[i] = factory.Create();
        }
    }

    /// <summary>Begins an episode.</summary>
    /// <param name="problem">Its problem.</param>
    /// <param name="seed">Draws the bootstrap weights.</param>
    public void Start(LearningProblem problem, ulong seed)
    {
        _seed = SeedSequence.Child(seed, "committee");
        foreach (ILearner member in _members)
        {
            member.Start(problem);
        }
    }

    /// <summary>Class probabilities of the last <see cref="Update"/> [members x pool x classes].</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities.AsSpan(0, _length);

    /// <summary>Fits every member to the labelled rows and predicts the pool.</summary>
    /// <param name="pool">The pool of the episode.</param>
    public void Update(Pool pool)
    {
        int block = pool.Problem.Pool.Rows * pool.Problem.Classes;
        _length = Size * block;
        if (_probabilities.Length < _length)
        {
            _probabilities = new float[_length];
        }
        if (_weights.Length < pool.Labelled.Length)
        {
            _weights = new double[pool.Labelled.Length * 2];
        }
        for (int m = 0; m < Size; m++)
        {
            Span<double> weights = _weights.AsSpan(0, pool.Labelled.Length);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = Weight(m, pool.Problem.PoolRows[pool.Labelled[i]]);
            }
            _members[m].Fit(pool.Labelled, pool.Labels, weights);
            _members[m].Predict(pool.Problem.Pool, _probabilities.AsSpan(m * block, block));
        }
    }

    private double Weight(int member, int row)
    {
        ulong word = SeedSequence.Child(_seed, ((ulong)member << 32) | (uint)row);
        return -Math.Log(1 - ((word >> 11) * (1.0 / (1UL << 53))));
    }
}
