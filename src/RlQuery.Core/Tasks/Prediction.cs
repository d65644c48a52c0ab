namespace RlQuery.Core.Tasks;

/// <summary>Memory for a learner's predictions of one unit of some items: class probabilities, numbers or texts.</summary>
public readonly ref struct Prediction
{
    /// <summary>Asks for class probabilities.</summary>
    /// <param name="probabilities">Receives [items x classes], each row summing to 1.</param>
    public Prediction(Span<float> probabilities) => Probabilities = probabilities;

    /// <summary>Asks for numbers.</summary>
    /// <param name="numbers">Receives [items].</param>
    public Prediction(Span<double> numbers) => Numbers = numbers;

    /// <summary>Asks for texts.</summary>
    /// <param name="texts">Receives [items].</param>
    public Prediction(Span<string> texts) => Texts = texts;

    /// <summary>Class probabilities [items x classes]; empty where no classes are predicted.</summary>
    public Span<float> Probabilities { get; }

    /// <summary>The expected number of each item, in the units of the data; empty where no numbers are predicted.</summary>
    public Span<double> Numbers { get; }

    /// <summary>The text of each item; empty where no texts are predicted.</summary>
    public Span<string> Texts { get; }

    /// <summary>Memory of class probabilities.</summary>
    /// <param name="probabilities">Receives [items x classes].</param>
    public static implicit operator Prediction(Span<float> probabilities) => new(probabilities);

    /// <summary>Memory of class probabilities.</summary>
    /// <param name="probabilities">Receives [items x classes].</param>
    public static implicit operator Prediction(float[] probabilities) => new(probabilities);

    /// <summary>Memory of numbers.</summary>
    /// <param name="numbers">Receives [items].</param>
    public static implicit operator Prediction(Span<double> numbers) => new(numbers);

    /// <summary>Memory of numbers.</summary>
    /// <param name="numbers">Receives [items].</param>
    public static implicit operator Prediction(double[] numbers) => new(numbers);

    /// <summary>Memory of texts.</summary>
    /// <param name="texts">Receives [items].</param>
    public static implicit operator Prediction(Span<string> texts) => new(texts);

    /// <summary>Memory of texts.</summary>
    /// <param name="texts">Receives [items].</param>
    public static implicit operator Prediction(string[] texts) => new(texts);
}
