namespace RlQuery.Core.Labelling;

/// <summary>How far annotators of the same rows agree.</summary>
/// <param name="Pairs">Every pair of annotators with a row in common, in the order of their names.</param>
/// <param name="Rows">Rows that two or more have labelled.</param>
/// <param name="Alpha">Krippendorff's alpha of all of them; null where there is no such row.</param>
/// <remarks>Answers given in a review do not count: agreement is between the annotators' own answers.</remarks>
public sealed record AnnotatorAgreement(IReadOnlyList<AnnotatorPair> Pairs, int Rows, double? Alpha)
{
    /// <summary>Measures it.</summary>
    /// <param name="state">The session.</param>
    public static AnnotatorAgreement Of(LabellingState state)
    {
        Opinion[][] rows = [.. state.Said.Select(row => state.OpinionsOf(row).Where(one => one.Answer is not null).ToArray()).Where(said => said.Length > 1)];
        string?[] names = [.. rows.SelectMany(said => said.Select(one => one.By)).Distinct().OrderBy(name => name, StringComparer.Ordinal)];
        var pairs = new List<AnnotatorPair>();
        for (int i = 0; i < names.Length; i++)
        {
            for (int j = i + 1; j < names.Length; j++)
            {
                Opinion[][] both = [.. rows.Where(said => AnswerBy(said, names[i]) is not null && AnswerBy(said, names[j]) is not null)];
                if (both.Length > 0)
                {
                    string[] first = Array.ConvertAll(both, said => AnswerBy(said, names[i])!);
                    string[] second = Array.ConvertAll(both, said => AnswerBy(said, names[j])!);
                    int same = first.Zip(second).Count(pair => pair.First == pair.Second);
                    pairs.Add(new AnnotatorPair(names[i], names[j], both.Length, same, state.Form.AgreementOfTwo(first, second, state.Classes)));
                }
            }
        }
        double? alpha = state.Form.AgreementOfAll(rows.Select(said => Array.ConvertAll(said, one => one.Answer!)), state.Classes);
        return new AnnotatorAgreement(pairs, rows.Length, alpha);
    }

    private static string? AnswerBy(Opinion[] said, string? name) =>
        Array.FindIndex(said, one => one.By == name) is int place and >= 0 ? said[place].Answer : null;
}
