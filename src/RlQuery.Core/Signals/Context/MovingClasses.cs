namespace RlQuery.Core.Signals.Context;

/// <summary>The classes whose scores a label can move: those with a label, of which alone the learner's curvature tells.</summary>
internal readonly ref struct MovingClasses
{
    private readonly Span<int> _classes;

    /// <summary>Finds them.</summary>
    /// <param name="context">The state of the episode; its scratch memory of whole numbers is in use as long as this is.</param>
    public MovingClasses(SignalContext context)
    {
        int classes = context.ClassCount;
        Span<int> numbers = context.Ints(4 * classes);
        BlockOf = numbers[..classes];
        _classes = numbers.Slice(classes, classes);
        Scratch = numbers[(2 * classes)..];
        LabelStep.FillBlocks(context, BlockOf);
        for (int k = 0; k < classes; k++)
        {
            // A class without a score has no label yet, and probability 0.
            if (BlockOf[k] >= 0)
            {
                _classes[Count++] = k;
            }
        }
    }

    /// <summary>How many they are.</summary>
    public int Count { get; }

    /// <summary>Block of the curvature for each class, -1 for those that do not move.</summary>
    public Span<int> BlockOf { get; }

    /// <summary>Scratch of two numbers for each class.</summary>
    public Span<int> Scratch { get; }

    /// <summary>One of them.</summary>
    /// <param name="place">0..<see cref="Count"/>-1.</param>
    public int this[int place] => _classes[place];
}
