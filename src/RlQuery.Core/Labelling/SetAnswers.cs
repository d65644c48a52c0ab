using RlQuery.Core.Data;
using RlQuery.Core.Data.Text;
using RlQuery.Core.Statistics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Labelling;

/// <summary>
/// An answer is a set of classes between semicolons, <c>{}</c> being the empty set. With several annotators, the majority decides class by class.
/// </summary>
internal sealed class SetAnswers : IAnswerForm
{
    private const string Empty = "{}";

    public TargetKind Kind => TargetKind.ClassSet;

    public bool HasClasses => true;

    public AnswerSpace SpaceOf(IReadOnlyList<string> classes) => new(2);

    public string? FaultOf(string answer, IReadOnlyList<string> classes)
    {
        string[] names = Names(answer);
        return names.Contains("") || names.Distinct().Count() < names.Length
            ? $"label: {CellText.Show(answer)} is no set of classes; write each once between semicolons, or {Empty} for none"
            : names.Select(name => AnswerForms.Classes.FaultOf(name, classes)).FirstOrDefault(fault => fault is not null);
    }

    public string? FaultOfClass(string name) => name != Empty && !name.Contains(';', StringComparison.Ordinal) ? null
        : $"class: {CellText.Show(name)} is not allowed; sets of classes are written with semicolons, and {Empty} for none";

    public string Normalize(string answer) => Join(Names(answer));

    /// <remarks>In a tie, the last answer counts.</remarks>
    public string? Combine(IReadOnlyList<Opinion> said)
    {
        string[][] sets = [.. said.Select(one => one.Answer).OfType<string>().Select(Names)];
        return sets.Length == 0 ? null : Join(sets.SelectMany(set => set).Distinct().Where(name =>
        {
            int twice = 2 * sets.Count(set => set.Contains(name));
            return twice > sets.Length || (twice == sets.Length && sets[^1].Contains(name));
        }));
    }

    public Dataset Tell(Dataset data, IReadOnlyList<string?> answers, IReadOnlyList<string> classes)
    {
        Dictionary<string, int> places = ClassAnswers.Places(classes);
        int[]?[] sets = [.. answers.Select(answer => answer is null ? null : Names(answer).Select(name => places[name]).Order().ToArray())];
        return data.WithLabelSets(sets, [.. classes]);
    }

    /// <remarks>The mean over the classes of Cohen's kappa of whether the class is in the set.</remarks>
    public double AgreementOfTwo(IReadOnlyList<string> first, IReadOnlyList<string> second, IReadOnlyList<string> classes) =>
        classes.Count == 0 ? 1
        : classes.Average(name => CohenKappa.Of([.. first.Select(answer => Has(answer, name))], [.. second.Select(answer => Has(answer, name))], 2));

    /// <remarks>The mean over the classes of the nominal alpha of whether the class is in the set.</remarks>
    public double? AgreementOfAll(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> classes)
    {
        IReadOnlyList<string>[] said = [.. rows];
        return classes.Select(name => KrippendorffAlpha.Nominal(said.Select(row => row.Select(answer => Has(answer, name)).ToArray()), 2)).Average();
    }

    private static int Has(string answer, string name) => Names(answer).Contains(name) ? 1 : 0;

    private static string[] Names(string answer) => answer.Trim() == Empty ? [] : answer.Split(';', StringSplitOptions.TrimEntries);

    private static string Join(IEnumerable<string> names) => string.Join(';', names.Order(StringComparer.Ordinal)) is { Length: > 0 } text ? text : Empty;
}
