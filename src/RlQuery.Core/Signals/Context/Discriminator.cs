using System.Runtime.InteropServices;
using RlQuery.Core.Learners;
using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Signals.Context;

/// <summary>Logistic regression that tells rows without a label from labelled and taken ones, fitted when it is first asked after a row was taken.</summary>
/// <param name="context">The state of the episode.</param>
internal sealed class Discriminator(SignalContext context)
{
    private const int SampleSize = 2048;

    private readonly LogisticRegression _learner = new();
    private readonly List<int> _rows = [];
    private readonly List<int> _classes = [];
    private float[] _probabilities = [];
    private float[] _unlabelled = [];
    private int _taken = -1;

    /// <summary>Probability of each pool row that it has no label; 1 for all while none has one.</summary>
    public ReadOnlySpan<float> Unlabelled
    {
        get
        {
            int taken = context.Pool.Labelled.Length + context.Pool.Pending.Length;
            if (_taken != taken)
            {
                _taken = taken;
                Fit();
            }
            return _unlabelled.AsSpan(0, context.Items.Count);
        }
    }

    /// <summary>Forgets which rows are labelled or taken.</summary>
    public void Forget() => _taken = -1;

    private void Fit()
    {
        ReadOnlySpan<byte> labelled = context.Labels.Labelled;
        int count = context.Items.Count;
        _rows.Clear();
        _classes.Clear();
        int sampled = 0;
        // In an order that does not depend on places in the pool.
        foreach (int row in context.InLots)
        {
            if (labelled[row] == 1 || sampled++ < SampleSize)
            {
                _rows.Add(row);
                _classes.Add(labelled[row]);
            }
        }
        Span<float> probabilities = Buffers.Reserve(ref _probabilities, 2 * count);
        _learner.Start(context.Items, new AnswerSpace(2));
        _learner.Fit(CollectionsMarshal.AsSpan(_rows), new Answers(CollectionsMarshal.AsSpan(_classes)), []);
        _learner.Predict(context.Items.Features, probabilities);
        Span<float> unlabelled = Buffers.Reserve(ref _unlabelled, count);
        for (int i = 0; i < count; i++)
        {
            unlabelled[i] = probabilities[2 * i];
        }
    }
}
