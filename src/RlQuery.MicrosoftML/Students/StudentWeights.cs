using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Students;

/// <summary>Weights of a student: linear in the terms of a text, or with one hidden layer of ReLU units between terms and classes.</summary>
internal sealed class StudentWeights
{
    /// <summary>Makes weights of 0.</summary>
    /// <param name="terms">Number of known terms.</param>
    /// <param name="hidden">Hidden units; 0 for a linear student.</param>
    /// <param name="classes">Number of classes.</param>
    public StudentWeights(int terms, int hidden, int classes)
    {
        (Hidden, Classes) = (hidden, classes);
        Terms = new float[terms * Width];
        HiddenBias = new float[hidden];
        Output = new float[hidden * classes];
        Bias = new float[classes];
    }

    public int Hidden { get; }

    public int Classes { get; }

    /// <summary>Numbers of each term.</summary>
    public int Width => Hidden > 0 ? Hidden : Classes;

    /// <summary>[terms x <see cref="Width"/>].</summary>
    public float[] Terms { get; }

    /// <summary>[hidden].</summary>
    public float[] HiddenBias { get; }

    /// <summary>[classes x hidden].</summary>
    public float[] Output { get; }

    /// <summary>[classes].</summary>
    public float[] Bias { get; }

    /// <summary>All of them, in the order of a file.</summary>
    public IReadOnlyList<float[]> All => [Terms, HiddenBias, Output, Bias];

    /// <summary>Numbers of a student.</summary>
    public static long Count(long terms, long hidden, long classes) =>
        hidden > 0 ? (terms * hidden) + hidden + (hidden * classes) + classes : (terms * classes) + classes;

    /// <summary>Predicts a text.</summary>
    /// <param name="row">Its terms.</param>
    /// <param name="active">Receives the hidden units' values; empty for a linear student.</param>
    /// <param name="probabilities">Receives [classes].</param>
    public void Predict(SparseRow row, Span<float> active, Span<float> probabilities)
    {
        Bias.CopyTo(probabilities);
        if (Hidden == 0)
        {
            Add(row, probabilities);
        }
        else
        {
            HiddenBias.CopyTo(active);
            Add(row, active);
            for (int i = 0; i < active.Length; i++)
            {
                active[i] = MathF.Max(0, active[i]);
            }
            for (int k = 0; k < Classes; k++)
            {
                probabilities[k] += VectorMath.Dot(active, Output.AsSpan(k * Hidden, Hidden));
            }
        }
        Probability.Softmax(probabilities, Classes);
    }

    private void Add(SparseRow row, Span<float> sums)
    {
        for (int i = 0; i < row.Terms.Length; i++)
        {
            VectorMath.AddScaled((float)row.Weights[i], Terms.AsSpan(row.Terms[i] * Width, Width), sums);
        }
    }
}
