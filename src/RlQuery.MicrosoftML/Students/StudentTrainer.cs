using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Students;

/// <summary>Fits a student to shares of classes, text by text: the loss is the cross-entropy of its probabilities and the shares.</summary>
/// <remarks>
/// AdaGrad, in which a rare term keeps a large step: J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
/// Optimization" (JMLR 2011). A linear student begins at 0; the hidden layer is drawn.
/// </remarks>
internal sealed class StudentTrainer
{
    private const float LinearRate = 0.5f;
    private const float NetworkRate = 0.1f;
    private const float Least = 1e-8f;

    private readonly StudentWeights _squares;
    private readonly Pcg64 _draws;
    private readonly float _rate;
    private readonly float[] _active;
    private readonly float[] _errors;
    private readonly float[] _back;

    /// <summary>Makes a student that has learned nothing.</summary>
    /// <param name="terms">Number of known terms.</param>
    /// <param name="hidden">Hidden units; 0 for a linear student.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="draws">Draws first weights and the order of the texts.</param>
    public StudentTrainer(int terms, int hidden, int classes, Pcg64 draws)
    {
        Weights = new StudentWeights(terms, hidden, classes);
        _squares = new StudentWeights(terms, hidden, classes);
        _draws = draws;
        _rate = hidden > 0 ? NetworkRate : LinearRate;
        _active = new float[hidden];
        _back = new float[hidden];
        _errors = new float[classes];
        if (hidden > 0)
        {
            // A text has length 1, so that these give hidden units of the size of 1.
            Draw(Weights.Terms, 1);
            Draw(Weights.Output, Math.Sqrt(6.0 / (hidden + classes)));
        }
    }

    /// <summary>What it has learned so far.</summary>
    public StudentWeights Weights { get; }

    /// <summary>Goes through all texts once, in an order of its own.</summary>
    /// <param name="rows">Terms of each text.</param>
    /// <param name="lessons">Shares of each text.</param>
    /// <param name="texts">Which texts.</param>
    public void Pass(SparseRow[] rows, TextLessons lessons, int[] texts)
    {
        foreach (int place in _draws.Permutation(texts.Length))
        {
            int text = texts[place];
            Weights.Predict(rows[text], _active, _errors);
            VectorMath.AddScaled(-1, lessons.SharesOf(text), _errors);
            Learn(rows[text]);
        }
    }

    /// <summary>Sum over texts of the cross-entropy, in nats.</summary>
    /// <param name="rows">Terms of each text.</param>
    /// <param name="lessons">Shares of each text.</param>
    /// <param name="texts">Which texts.</param>
    public double Loss(SparseRow[] rows, TextLessons lessons, int[] texts)
    {
        double loss = 0;
        foreach (int text in texts)
        {
            Weights.Predict(rows[text], _active, _errors);
            ReadOnlySpan<float> shares = lessons.SharesOf(text);
            for (int k = 0; k < shares.Length; k++)
            {
                loss -= shares[k] * Math.Log(Math.Max(_errors[k], Least));
            }
        }
        return loss;
    }

    private void Learn(SparseRow row)
    {
        Span<float> slopes = _errors;
        if (Weights.Hidden > 0)
        {
            int hidden = Weights.Hidden;
            _back.AsSpan().Clear();
            for (int k = 0; k < _errors.Length; k++)
            {
                Span<float> output = Weights.Output.AsSpan(k * hidden, hidden);
                VectorMath.AddScaled(_errors[k], output, _back);
                Step(output, _squares.Output.AsSpan(k * hidden, hidden), _active, _errors[k]);
            }
            for (int i = 0; i < hidden; i++)
            {
                _back[i] = _active[i] > 0 ? _back[i] : 0;
            }
            Step(Weights.HiddenBias, _squares.HiddenBias, _back, 1);
            slopes = _back;
        }
        Step(Weights.Bias, _squares.Bias, _errors, 1);
        int width = Weights.Width;
        for (int i = 0; i < row.Terms.Length; i++)
        {
            int start = row.Terms[i] * width;
            Step(Weights.Terms.AsSpan(start, width), _squares.Terms.AsSpan(start, width), slopes, (float)row.Weights[i]);
        }
    }

    private void Step(Span<float> weights, Span<float> squares, ReadOnlySpan<float> slopes, float factor)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            float slope = factor * slopes[i];
            squares[i] += slope * slope;
            weights[i] -= _rate * slope / (MathF.Sqrt(squares[i]) + Least);
        }
    }

    private void Draw(float[] weights, double bound)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(bound * ((2 * _draws.NextDouble()) - 1));
        }
    }
}
