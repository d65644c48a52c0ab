namespace RlQuery.Core.Tasks;

/// <summary>Given answers of one unit, one per item: classes, numbers or texts.</summary>
public readonly ref struct Answers
{
    /// <summary>Takes classes.</summary>
    /// <param name="classes">Class of each item, from 0.</param>
    public Answers(ReadOnlySpan<int> classes) => Classes = classes;

    /// <summary>Takes numbers.</summary>
    /// <param name="numbers">Number of each item, finite.</param>
    public Answers(ReadOnlySpan<double> numbers) => Numbers = numbers;

    /// <summary>Takes texts.</summary>
    /// <param name="texts">Text of each item, none empty.</param>
    public Answers(ReadOnlySpan<string> texts) => Texts = texts;

    /// <summary>Class of each item; empty where answers are no classes.</summary>
    public ReadOnlySpan<int> Classes { get; }

    /// <summary>Number of each item, in the units of the data; empty where answers are no numbers.</summary>
    public ReadOnlySpan<double> Numbers { get; }

    /// <summary>Text of each item; empty where answers are no texts.</summary>
    public ReadOnlySpan<string> Texts { get; }

    /// <summary>Classes as answers.</summary>
    /// <param name="classes">Class of each item.</param>
    public static implicit operator Answers(ReadOnlySpan<int> classes) => new(classes);

    /// <summary>Classes as answers.</summary>
    /// <param name="classes">Class of each item.</param>
    public static implicit operator Answers(int[] classes) => new(classes);

    /// <summary>Numbers as answers.</summary>
    /// <param name="numbers">Number of each item.</param>
    public static implicit operator Answers(ReadOnlySpan<double> numbers) => new(numbers);

    /// <summary>Numbers as answers.</summary>
    /// <param name="numbers">Number of each item.</param>
    public static implicit operator Answers(double[] numbers) => new(numbers);

    /// <summary>Texts as answers.</summary>
    /// <param name="texts">Text of each item.</param>
    public static implicit operator Answers(ReadOnlySpan<string> texts) => new(texts);

    /// <summary>Texts as answers.</summary>
    /// <param name="texts">Text of each item.</param>
    public static implicit operator Answers(string[] texts) => new(texts);
}
