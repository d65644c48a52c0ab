using System.Globalization;
using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>
/// An answer is a finite number, with a point and without separators of thousands. With several annotators, the median counts; with an even number, the mean of
/// the middle two.
/// </summary>
internal sealed class NumberAnswers : IAnswerForm
{
    public TargetKind Kind => TargetKind.Number;

    public bool HasClasses => false;

    public AnswerSpace SpaceOf(IReadOnlyList<string> classes) => AnswerSpace.Numbers;

    public string? FaultOfClass(string name) => $"class: {CellText.Show(name)} cannot be added; answers of this session are numbers";

    public string? FaultOf(string answer, IReadOnlyList<string> classes) => CellText.Classify(answer, out _) switch
    {
        CellKind.Number => null,
        CellKind.NotFinite => $"answer: {CellText.Show(answer)} is not allowed; use a finite number, at most 3.4e38",
        _ => $"answer: {CellText.Show(answer)} is no number; use digits with a point, such as 3.5, -2 or 1e6",
    };

    public string Normalize(string answer) => Show(Parse(answer));

    public string? Combine(IReadOnlyList<Opinion> said)
    {
        double[] numbers = [.. said.Where(one => one.Answer is not null).Select(one => Parse(one.Answer!)).Order()];
        int middle = numbers.Length / 2;
        return numbers.Length == 0 ? null : Show(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    public Dataset Tell(Dataset data, IReadOnlyList<string?> answers, IReadOnlyList<string> classes) =>
        data.WithTargets([.. answers.Select(answer => answer is null ? float.NaN : (float)Parse(answer))]);

    /// <remarks>Krippendorff's alpha of the two, with the interval metric.</remarks>
    public double AgreementOfTwo(IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> classes) =>
        KrippendorffAlpha.Interval(first.Zip(second, (one, other) => (double[])[Parse(one), Parse(other)])) ?? 1;

    /// <remarks>With the interval metric.</remarks>
    public double? AgreementOfAll(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> classes) =>
        KrippendorffAlpha.Interval(rows.Select(row => row.Select(Parse).ToArray()));

    private static double Parse(string answer) => double.Parse(answer, NumberStyles.Float, CultureInfo.InvariantCulture);

    // 0 has one text.
    private static string Show(double number) => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture);
}
