using MathNet.Numerics.LinearAlgebra;

namespace RlQuery.Core.Labelling.AnnotationTasks;

/// <summary>The probability that two annotators disagree on a row: ridge logistic regression on a few features, fitted to recorded disagreement.</summary>
/// <remarks>
/// A row of n answers counts n - 1 times, with the share of its pairs that disagree. The penalty is half the squared length of the coefficients, the
/// constant's left out. Fitted by Newton's steps (iteratively reweighted least squares: P. McCullagh and J. A. Nelder, "Generalized Linear Models", 1989,
/// section 4.4).
/// </remarks>
public sealed class DisagreementModel
{
    /// <summary>So many rows of two or more answers are needed.</summary>
    public const int FewestRows = 20;

    private const int Folds = 5;
    private const int Steps = 50;
    private const double Penalty = 1;
    private const double Tolerance = 1e-10;

    private readonly double[] _weights;

    private DisagreementModel(double[] weights) => _weights = weights;

    /// <summary>Rows that it was fitted to.</summary>
    public int Rows { get; private init; }

    /// <summary>Brier score of the model in cross-validation: the mean squared difference from whether a pair disagrees.</summary>
    public double Brier { get; private init; }

    /// <summary>The same of a constant, the mean of the other folds.</summary>
    public double ConstantBrier { get; private init; }

    /// <summary>Whether it is no better than a constant in cross-validation, so that the constant is used.</summary>
    public bool IsConstant => _weights.Length == 1;

    /// <summary>Fits; a constant where that does better in cross-validation.</summary>
    /// <param name="rows">Features, share of disagreeing pairs and number of answers of each row.</param>
    /// <returns>Null where there are too few rows, or annotators agree, or disagree, on all.</returns>
    public static DisagreementModel? Fit(IReadOnlyList<RecordedRow> rows)
    {
        double mean = Mean(rows);
        if (rows.Count < FewestRows || mean is not (> 0 and < 1))
        {
            return null;
        }
        (double own, double constant) = (0, 0);
        for (int fold = 0; fold < Folds; fold++)
        {
            RecordedRow[] others = [.. rows.Where((_, i) => i % Folds != fold)];
            var model = new DisagreementModel(Solve(others));
            double average = Mean(others);
            foreach (RecordedRow row in rows.Where((_, i) => i % Folds == fold))
            {
                own += row.Weight * row.Brier(model.Predict(row.Features));
                constant += row.Weight * row.Brier(average);
            }
        }
        double total = rows.Sum(row => row.Weight);
        double[] weights = own < constant ? Solve(rows) : [Math.Log(mean / (1 - mean))];
        return new DisagreementModel(weights) { Rows = rows.Count, Brier = own / total, ConstantBrier = constant / total };
    }

    /// <summary>The probability that two annotators disagree.</summary>
    /// <param name="features">Features of a row, as those it was fitted to.</param>
    public double Predict(IReadOnlyList<double> features)
    {
        double score = _weights[0];
        for (int i = 1; i < _weights.Length; i++)
        {
            score += _weights[i] * features[i - 1];
        }
        return 1 / (1 + Math.Exp(-score));
    }

    private static double Mean(IReadOnlyList<RecordedRow> rows) => rows.Sum(row => row.Weight * row.Disagreement) / rows.Sum(row => row.Weight);

    private static double[] Solve(IReadOnlyList<RecordedRow> rows)
    {
        int size = rows[0].Features.Count + 1;
        Matrix<double> x = Matrix<double>.Build.Dense(rows.Count, size, (i, j) => j == 0 ? 1 : rows[i].Features[j - 1]);
        // The constant needs a trace of a penalty, lest it runs away where all rows of a fold agree.
        Matrix<double> penalty = Matrix<double>.Build.DenseDiagonal(size, size, i => i == 0 ? 1e-3 : Penalty);
        Vector<double> weights = Vector<double>.Build.Dense(size);
        for (int step = 0; step < Steps; step++)
        {
            Vector<double> p = (x * weights).Map(score => 1 / (1 + Math.Exp(-score)));
            Vector<double> rest = Vector<double>.Build.Dense(rows.Count, i => rows[i].Weight * (rows[i].Disagreement - p[i]));
            Vector<double> curve = Vector<double>.Build.Dense(rows.Count, i => rows[i].Weight * p[i] * (1 - p[i]));
            Matrix<double> weighted = Matrix<double>.Build.Dense(rows.Count, size, (i, j) => curve[i] * x[i, j]);
            Vector<double> move = (x.TransposeThisAndMultiply(weighted) + penalty).Cholesky().Solve(x.TransposeThisAndMultiply(rest) - (penalty * weights));
            weights += move;
            if (move.L2Norm() < Tolerance)
            {
                break;
            }
        }
        return weights.ToArray();
    }
}
