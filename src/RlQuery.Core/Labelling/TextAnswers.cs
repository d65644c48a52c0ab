using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>An answer is a text of one line. Of several annotators, the text that most of them gave counts; of several such, the last one.</summary>
internal sealed class TextAnswers : IAnswerForm
{
    private const int MostLetters = 4000;

    public TargetKind Kind => TargetKind.Text;

    public bool HasClasses => false;

    public AnswerSpace SpaceOf(IReadOnlyList<string> classes) => AnswerSpace.Texts;

    public string? FaultOfClass(string name) => $"class: {CellText.Show(name)} cannot be added; answers of this session are texts";

    public string? FaultOf(string answer, IReadOnlyList<string> classes) => string.IsNullOrWhiteSpace(answer) ? "answer: an empty text is not allowed; give one"
        : answer.AsSpan().IndexOfAny('\r', '\n') >= 0 ? $"answer: {CellText.Show(answer)} has several lines; use one"
        : answer.Length > MostLetters ? $"answer: {answer.Length} letters are too many; use at most {MostLetters}"
        : answer.Any(char.IsControl) ? $"answer: {CellText.Show(answer)} holds a control character; use letters"
        : CellText.IsMissing(answer.Trim()) ? $"answer: {CellText.Show(answer)} is not allowed; it stands for a missing cell, as ?, NA and null do"
        : null;

    public string Normalize(string answer) => answer.Trim();

    public string? Combine(IReadOnlyList<Opinion> said) => AnswerForms.Classes.Combine(said);

    public Dataset Tell(Dataset data, IReadOnlyList<string?> answers, IReadOnlyList<string> classes) => data.WithTargetTexts([.. answers]);

    /// <remarks>Krippendorff's alpha of the two: texts agree or not.</remarks>
    public double AgreementOfTwo(IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> classes) =>
        AgreementOfAll(first.Zip(second, (one, other) => (string[])[one, other]), classes) ?? 1;

    /// <remarks>Texts agree or not.</remarks>
    public double? AgreementOfAll(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> classes)
    {
        string[][] texts = [.. rows.Select(row => row.ToArray())];
        string[] known = [.. texts.SelectMany(row => row).Distinct(StringComparer.Ordinal)];
        return KrippendorffAlpha.Nominal(texts.Select(row => Array.ConvertAll(row, text => Array.IndexOf(known, text))), known.Length);
    }
}
