using RlQuery.Core;
using RlQuery.Core.Numerics;

namespace RlQuery.MicrosoftML.Students;

/// <summary>A small model of one column of texts, by their words and pairs of words. It may learn from labels, or from another model.</summary>
/// <remarks>
/// <para>Fitted to the probabilities of a large model, it is a distilled one: G. Hinton, O. Vinyals and J. Dean, "Distilling the Knowledge in a Neural Network"
/// (2015), at temperature 1. With a hidden layer it is close to fastText: A. Joulin et al., "Bag of Tricks for Efficient Text Classification" (2017).</para>
/// <para>Immutable, and may be used by several threads.</para>
/// </remarks>
public sealed class TextStudent
{
    /// <summary>Most hidden units.</summary>
    public const int MostHidden = 1024;

    private readonly TermVocabulary _vocabulary;
    private readonly StudentWeights _weights;

    internal TextStudent(string column, IReadOnlyList<string> classes, TermVocabulary vocabulary, StudentWeights weights) =>
        (Column, Classes, _vocabulary, _weights) = (column, classes, vocabulary, weights);

    /// <summary>Name of the column of texts that it was fitted to.</summary>
    public string Column { get; }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Hidden units; 0 where it is linear.</summary>
    public int Hidden => _weights.Hidden;

    /// <summary>Terms that it knows.</summary>
    public int Terms => _vocabulary.Count;

    internal TermVocabulary Vocabulary => _vocabulary;

    internal StudentWeights Weights => _weights;

    /// <summary>Fits a student. How often it goes through the texts is chosen by cross-validation within them.</summary>
    /// <param name="lessons">Texts, and the probabilities of their classes.</param>
    /// <param name="hidden">Hidden units, 0..<see cref="MostHidden"/>; 0 for a linear student.</param>
    /// <param name="seed">Seed of everything that is drawn.</param>
    public static TextStudent Fit(TextLessons lessons, int hidden, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hidden);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hidden, MostHidden);
        var fitted = TermVocabulary.Fit([.. lessons.Texts.OfType<string>().Distinct(StringComparer.Ordinal)], TextSpace.MostTerms);
        // Rounded as in a file, so that a student is the same before and after.
        var vocabulary = new TermVocabulary(fitted.Terms.ToArray(), Array.ConvertAll(fitted.Weights.ToArray(), weight => (double)(float)weight));
        var terms = new List<ulong>();
        SparseRow[] rows = [.. lessons.Texts.Select(text => vocabulary.Weigh(text ?? "", terms))];
        StudentTrainer Create(string purpose) => new(vocabulary.Count, hidden, lessons.Classes.Count, new Pcg64(seed, purpose));
        int passes = StudentPasses.Choose(rows, lessons, fold => Create(FormattableString.Invariant($"fold {fold}")), seed);
        StudentTrainer trainer = Create("student");
        int[] all = [.. Enumerable.Range(0, rows.Length)];
        for (int pass = 0; pass < passes; pass++)
        {
            trainer.Pass(rows, lessons, all);
        }
        return new TextStudent(lessons.Column, lessons.Classes, vocabulary, trainer.Weights);
    }

    /// <summary>Predicts a text.</summary>
    /// <param name="text">The text; null where it is missing.</param>
    /// <param name="probabilities">Receives the probability of each class; they sum to 1.</param>
    public void Predict(string? text, Span<float> probabilities)
    {
        Span<float> active = Hidden <= 64 ? stackalloc float[Hidden] : new float[Hidden];
        _weights.Predict(_vocabulary.Weigh(text ?? "", []), active, probabilities[..Classes.Count]);
    }

    /// <summary>Predicts several texts.</summary>
    /// <param name="texts">The texts; null counts as empty.</param>
    /// <returns>Class probabilities [texts x classes].</returns>
    public float[] Predict(IReadOnlyList<string?> texts)
    {
        float[] probabilities = new float[texts.Count * Classes.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            Predict(texts[i], probabilities.AsSpan(i * Classes.Count, Classes.Count));
        }
        return probabilities;
    }

    /// <summary>Writes it as one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Who may read it at most.</param>
    public void Save(string path, UnixFileMode most = FileModes.Any) => AtomicFile.Write(path, TextStudentFile.Write(this), most);

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is missing, damaged, or no student.</exception>
    public static TextStudent Load(string path) => TextStudentFile.Read(path);
}
